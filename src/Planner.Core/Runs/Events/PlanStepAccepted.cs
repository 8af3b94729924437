using Planner.Planning;

namespace Planner.Runs;

/// <summary><c>plan.step</c>: A step is checked and part of the plan. After <c>plan.completed</c>: a step of a revision, begun while the rest is being written.</summary>
public sealed record PlanStepAccepted : RunEvent
{
    /// <summary>The step.</summary>
    public required PlanStep Step { get; init; }
}
