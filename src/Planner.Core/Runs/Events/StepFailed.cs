using Planner.Inference;

namespace Planner.Runs;

/// <summary><c>step.failed</c>: A step failed for good.</summary>
public sealed record StepFailed : RunEvent
{
    /// <summary>Why.</summary>
    public required StepError Error { get; init; }

    /// <summary>The model that failed last.</summary>
    public string? Model { get; init; }

    /// <summary>From the first attempt's start.</summary>
    public double Seconds { get; init; }

    /// <summary>Whether the run goes on as if nothing happened.</summary>
    public bool Optional { get; init; }
}
