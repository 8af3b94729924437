using Planner.Catalog;

namespace Planner.Matching;

/// <summary>A card that a search found.</summary>
/// <param name="Card">The card.</param>
/// <param name="Candidate">How well it fits and whether it can run here; its terms are those of <see cref="Indexing.SearchWeights"/>.</param>
public sealed record FoundModel(ModelCard Card, Candidate Candidate);
