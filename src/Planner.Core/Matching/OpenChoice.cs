using Planner.Planning;

namespace Planner.Matching;

/// <summary>A step whose best models are about equally good.</summary>
/// <param name="Step">The step.</param>
/// <param name="Match">Its models, as the catalog ranks them.</param>
internal sealed record OpenChoice(PlanStep Step, ModelMatch Match);
