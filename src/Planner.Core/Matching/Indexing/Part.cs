using Planner.Catalog;

namespace Planner.Matching.Indexing;

/// <summary>A segment as the index holds it: with what is gone from it.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="File">Its file; null: in memory only.</param>
/// <param name="Gone">A bit for each card that was replaced or removed; null: none.</param>
/// <param name="RemovedFile">The file that holds these bits; null: none, or not written yet.</param>
internal sealed record Part(Segment Segment, string? File, ulong[]? Gone, string? RemovedFile)
{
    /// <summary>The cards themselves, where they are in memory anyway.</summary>
    public IReadOnlyList<ModelCard>? Cards { get; init; }

    /// <summary>How many of its cards are there.</summary>
    public int Live => Segment.Count - (Gone?.Sum(bits => System.Numerics.BitOperations.PopCount(bits)) ?? 0);

    /// <summary>Whether a card is gone.</summary>
    public bool IsGone(int card) => Gone is not null && (Gone[card >> 6] & (1UL << card)) != 0;

    /// <summary>A card.</summary>
    public ModelCard Card(int card) => Cards is null ? Segment.Card(card) : Cards[card];

    /// <summary>The cards that are there.</summary>
    public IEnumerable<ModelCard> LiveCards() => Enumerable.Range(0, Segment.Count).Where(card => !IsGone(card)).Select(Card);

    /// <summary>The part without a card; a search that runs keeps the old one.</summary>
    public Part Without(IReadOnlyList<int> cards)
    {
        if (cards.Count == 0)
        {
            return this;
        }

        var gone = Gone is null ? new ulong[(Segment.Count + 63) / 64] : (ulong[])Gone.Clone();
        foreach (var card in cards)
        {
            gone[card >> 6] |= 1UL << card;
        }

        return this with { Gone = gone, RemovedFile = null };
    }
}
