namespace Planner.Runs;

/// <summary><c>step.started</c>: An attempt at a step begins.</summary>
public sealed record StepStarted : RunEvent
{
    /// <summary>From 1.</summary>
    public int Attempt { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>What runs it.</summary>
    public required string Instance { get; init; }
}
