using Planner.Runs;

namespace Planner.Planning.Mending;

/// <summary>What mending made of some steps.</summary>
/// <param name="Steps">The steps, in plan order.</param>
/// <param name="Mends">What was mended, in order.</param>
internal sealed record MendedPlan(IReadOnlyList<PlanStep> Steps, IReadOnlyList<PlanMended> Mends);
