namespace Planner.Runs;

/// <summary><c>plan.rejected</c>: A step, or the plan, is invalid and can't be mended.</summary>
public sealed record PlanRejected : RunEvent
{
    /// <summary>What is wrong, each with the fix.</summary>
    public required IReadOnlyList<string> Errors { get; init; }
}
