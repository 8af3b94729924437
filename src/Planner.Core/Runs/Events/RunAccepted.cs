namespace Planner.Runs;

/// <summary><c>run.accepted</c>: The request is recorded; from here on the run can't be lost.</summary>
public sealed record RunAccepted : RunEvent
{
    /// <summary>What was asked for.</summary>
    public required Request Request { get; init; }
}
