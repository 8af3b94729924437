using Planner.Inference;

namespace Planner.Runs;

/// <summary><c>step.retried</c>: An attempt failed and another follows.</summary>
public sealed record StepRetried : RunEvent
{
    /// <summary>The attempt that failed, from 1.</summary>
    public int Attempt { get; init; }

    /// <summary>Its failure.</summary>
    public required StepError Error { get; init; }

    /// <summary>What is tried next.</summary>
    public required string Next { get; init; }
}
