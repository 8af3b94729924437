namespace Planner.Matching.Indexing;

/// <summary>What a search found out about each card of a segment.</summary>
/// <param name="Number">The segment's place in the index.</param>
/// <param name="Part">The segment.</param>
/// <param name="Scores">A score for each card, without nearness; negative infinity: it does not come into question.</param>
/// <param name="Words">What the query's words say for each card.</param>
/// <param name="Guess">How likely each task is asked for; null: the query names one, or says nothing.</param>
/// <param name="Languages">The languages that the query names; 0: none.</param>
/// <param name="Terms">The query; null: it says nothing.</param>
internal sealed record SegmentScan(
    int Number, Part Part, float[] Scores, float[] Words, IReadOnlyDictionary<string, double>? Guess, ulong Languages, SegmentQuery? Terms)
{
    /// <summary>Whether nearness means anything here.</summary>
    public bool HasVectors => Terms is { Vector.Length: > 0 } && Part.Segment.HasVectors;

    /// <summary>How near cards are to the query; 0 for all without vectors.</summary>
    public CardNearness Nearness => HasVectors ? new CardNearness(Terms!, Part.Segment.Vectors, Part.Segment.VectorScales) : default;
}
