namespace Planner.Runs;

/// <summary><c>step.skipped</c>: A step is not run, since something that it needs gave no value.</summary>
public sealed record StepSkipped : RunEvent
{
    /// <summary>The id of the step that failed, was skipped or was cancelled.</summary>
    public required string Because { get; init; }

    /// <summary>In words.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether the run goes on as if nothing happened.</summary>
    public bool Optional { get; init; }
}
