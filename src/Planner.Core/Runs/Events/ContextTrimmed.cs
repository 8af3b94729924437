namespace Planner.Runs;

/// <summary><c>context.trimmed</c>: Something was left out of a prompt to fit the model.</summary>
public sealed record ContextTrimmed : RunEvent
{
    /// <summary>Which part.</summary>
    public required string Section { get; init; }

    /// <summary>How many tokens were left out.</summary>
    public int Tokens { get; init; }
}
