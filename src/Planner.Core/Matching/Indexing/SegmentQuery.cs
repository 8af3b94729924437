namespace Planner.Matching.Indexing;

/// <summary>A query in the form in which every segment reads it.</summary>
internal sealed class SegmentQuery
{
    /// <summary>The terms: hash, runs of letters (none: words like it are not looked for), and weight, which holds the term's rarity over the whole index.</summary>
    public required IReadOnlyList<(ulong Hash, ulong[] Runs, float Weight)> Terms { get; init; }

    /// <summary>What a card scores that has every term endlessly often; fits are shares of it.</summary>
    public required float Limit { get; init; }

    /// <summary>The query's vector in bytes, widened; empty: none.</summary>
    public short[] Vector { get; init; } = [];

    /// <summary>What one of those is worth.</summary>
    public float VectorScale { get; init; }

    /// <summary>How many cards the index has, for the rarity of words that are only alike.</summary>
    public int Cards { get; init; }
}
