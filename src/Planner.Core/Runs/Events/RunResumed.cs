namespace Planner.Runs;

/// <summary><c>run.resumed</c>: Another owner took the run over.</summary>
public sealed record RunResumed : RunEvent
{
    /// <summary>Who.</summary>
    public required string Owner { get; init; }

    /// <summary>Its fencing number.</summary>
    public long Fence { get; init; }
}
