namespace Planner.Inference.HuggingFace.Hub;

/// <summary>The Hub did not give what was asked; the message says what is wrong, where, and the fix.</summary>
/// <param name="message">For the user.</param>
/// <param name="inner">What it came from.</param>
public sealed class HubException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The status that it answered; null when it did not answer.</summary>
    public int? Status { get; init; }

    /// <summary>Whether the model is gone: 404 or 410.</summary>
    public bool IsGone => Status is 404 or 410;
}
