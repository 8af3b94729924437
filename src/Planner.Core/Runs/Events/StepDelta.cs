namespace Planner.Runs;

/// <summary><c>step.delta</c>: More of a streaming result.</summary>
public sealed record StepDelta : RunEvent
{
    /// <summary>What came since the last.</summary>
    public required string Text { get; init; }
}
