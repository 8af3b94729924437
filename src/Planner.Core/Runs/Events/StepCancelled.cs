namespace Planner.Runs;

/// <summary><c>step.cancelled</c>: A step was stopped.</summary>
public sealed record StepCancelled : RunEvent
{
    /// <summary><c>user</c> or <c>deadline</c>.</summary>
    public required string Reason { get; init; }
}
