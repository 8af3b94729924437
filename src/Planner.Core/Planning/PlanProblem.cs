namespace Planner.Planning;

/// <summary>Something wrong with a plan.</summary>
/// <param name="StepId">The step; null when it is the plan as a whole.</param>
/// <param name="Message">What is wrong, where, and the fix.</param>
public sealed record PlanProblem(string? StepId, string Message);
