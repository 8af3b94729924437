using Planner.Catalog;

namespace Planner.Matching.Indexing;

/// <summary>A card that was found.</summary>
/// <param name="Card">The card.</param>
/// <param name="Score">The weighted sum of the terms.</param>
/// <param name="Terms">What the score is made of; none when nothing was asked.</param>
public sealed record CardHit(ModelCard Card, double Score, IReadOnlyList<ScoreTerm> Terms);
