namespace Planner.Runs;

/// <summary><c>step.cancelled</c>: A step was stopped.</summary>
public sealed record StepCancelled : RunEvent
{
    /// <summary><c>user</c>, <c>deadline</c>, or why Planner itself gave the plan up.</summary>
    public required string Reason { get; init; }
}
