using Planner.Values;

namespace Planner.Ensembles;

/// <summary>What one member gave.</summary>
/// <param name="Model">The model.</param>
/// <param name="Weight">How much it counts, above 0.</param>
/// <param name="Value">Its answer.</param>
internal sealed record MemberAnswer(string Model, double Weight, Value Value);
