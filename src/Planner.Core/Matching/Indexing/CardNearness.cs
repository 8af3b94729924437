namespace Planner.Matching.Indexing;

/// <summary>How near the cards of a segment are to a query's vector.</summary>
internal readonly ref struct CardNearness(SegmentQuery query, ReadOnlySpan<sbyte> vectors, ReadOnlySpan<float> scales)
{
    private readonly ReadOnlySpan<short> _query = query.Vector;
    private readonly float _scale = query.VectorScale;
    private readonly ReadOnlySpan<sbyte> _vectors = vectors;
    private readonly ReadOnlySpan<float> _scales = scales;

    /// <summary>A card's cosine, and 0 where that is negative or there are no vectors.</summary>
    public float Of(int card) => _scales.IsEmpty
        ? 0
        : Math.Max(0, Bytes8.Dot(_vectors.Slice(card * LearnedVectors.Dimensions, LearnedVectors.Dimensions), _query) * _scales[card] * _scale);
}
