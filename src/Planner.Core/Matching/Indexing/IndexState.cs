using System.Collections.Immutable;
using System.Text.Json;
using Planner.Catalog;
using Planner.Serialization;
using Planner.Text;

namespace Planner.Matching.Indexing;

/// <summary>The index at one moment.</summary>
internal sealed record IndexState
{
    // Copies made by "with" count anew: they have other cards.
    private TaskCounts? _counts;
    private TaskWords? _words;

    public IndexState()
    {
    }

    private IndexState(IndexState other) => (Parts, Learned, Source) = (other.Parts, other.Learned, other.Source);

    /// <summary>An index without cards.</summary>
    public static IndexState Empty => new();

    /// <summary>The segments, oldest first.</summary>
    public ImmutableArray<Part> Parts { get; init; } = [];

    /// <summary>What was learned; null: too few cards.</summary>
    public Learned? Learned { get; init; }

    /// <summary>What it was made from.</summary>
    public IndexSource Source { get; init; } = new();

    /// <summary>Which words the cards of each task say.</summary>
    public TaskCounts Counts => Learned?.Counts ?? (_counts ??= CountTasks());

    /// <summary>What the words of a query say of its task.</summary>
    public TaskWords Words(TaskTaxonomy? taxonomy) =>
        _words ??= new TaskWords([.. Parts.SelectMany(part => part.Segment.Tasks).Distinct(StringComparer.Ordinal)], taxonomy, Counts);

    /// <summary>The card with an id's hash.</summary>
    public ModelCard? Find(ulong id) =>
        Place(id) is var (part, card) ? part.Card(card) : null;

    /// <summary>Whether the index has a card with just these words and figures.</summary>
    public bool Says(ModelCard card) => Place(StableHash.OfId(card.Id)) is var (part, place)
        && part.Segment.Content(place) == SegmentBuilder.Content(JsonSerializer.SerializeToUtf8Bytes(card, PlannerJson.Context.ModelCard));

    /// <summary>The index without some cards, and how many of them it had.</summary>
    public (IndexState State, int Found) Without(IReadOnlyList<ulong> ids)
    {
        var found = 0;
        var parts = Parts.Select(part =>
        {
            List<int> gone = [.. ids.Select(part.Segment.Find).Where(card => card >= 0 && !part.IsGone(card))];
            found += gone.Count;
            return part.Without(gone);
        });
        ImmutableArray<Part> left = [.. parts];
        return (found == 0 ? this : this with { Parts = left }, found);
    }

    private (Part Part, int Card)? Place(ulong id)
    {
        foreach (var part in Parts)
        {
            var card = part.Segment.Find(id);
            if (card >= 0 && !part.IsGone(card))
            {
                return (part, card);
            }
        }

        return null;
    }

    private TaskCounts CountTasks()
    {
        var counts = new TaskCounts();
        foreach (var card in Parts.SelectMany(part => part.LiveCards()))
        {
            counts.Add(card);
        }

        return counts;
    }
}
