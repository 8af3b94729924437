namespace Planner.Chat;

/// <summary>What may not be cut does not fit the model. The message says by how much.</summary>
public sealed class PromptTooLongException(int tokens, int available, string modelId)
    : Exception($"What may not be left out of the prompt (the request's own words and the instructions) has about {tokens:N0} tokens, and '{modelId}' takes {available:N0} beside its reply: about {tokens - available:N0} too many. Put the long text into a file and attach it, or set Planner:Controller:Model to a model with a longer context.")
{
    /// <summary>How many tokens too many.</summary>
    public int Excess => tokens - available;
}
