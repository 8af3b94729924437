using Planner.Catalog;

namespace Planner.Matching;

/// <summary>A card with its place in a match.</summary>
/// <param name="Card">The card.</param>
/// <param name="Candidate">What is told about it.</param>
/// <param name="Unmet">The demand that rules it out; null when it may be used.</param>
internal sealed record RankedCard(ModelCard Card, Candidate Candidate, RequirementCheck.Unmet? Unmet);
