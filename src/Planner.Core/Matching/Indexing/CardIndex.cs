using Planner.Catalog;
using Planner.Text;

namespace Planner.Matching.Indexing;

/// <summary>
/// Model cards, from a few hundred to millions, found by words, by meaning and by kind of task within milliseconds. Cards are added, replaced and
/// removed in place; with a folder, <see cref="Commit"/> makes that last. Opening reads nothing but a list of files, which the system then maps.
/// Searches may run at any time and see the index as it was when they began; changes come from one thread of one process at a time.
/// </summary>
/// <remarks>
/// The index is a list of segments that are never changed (as in Apache Lucene): new cards make a new segment, a card that is replaced or removed is
/// marked as gone from its old one, and when there are many small segments they are made into one.
/// </remarks>
public sealed class CardIndex
{
    /// <summary>So many cards are held in memory while a segment is made.</summary>
    internal const int ChunkSize = 100_000;

    private const int MostParts = 8;

    // With fewer cards, words are too rare to learn anything from, and learning would cost more than it tells.
    private const int LeastToLearn = 500;
    private const int MostToLearn = 30_000;

    // What was learned from fewer than a quarter of the cards, and few of them, is worth learning again.
    private const int Growth = 4;

    private readonly Lock _changing = new();
    private readonly IndexFolder? _folder;
    private readonly TaskTaxonomy? _taxonomy;
    private readonly Dictionary<string, ModelCard> _pending = new(StringComparer.OrdinalIgnoreCase);
    private volatile IndexState _state;

    private CardIndex(IndexFolder? folder, TaskTaxonomy? taxonomy, IndexState state) => (_folder, _taxonomy, _state) = (folder, taxonomy, state);

    /// <summary>An index in memory.</summary>
    /// <param name="taxonomy">What is known of tasks, by which a query's task is guessed; null: only what cards say.</param>
    public static CardIndex InMemory(TaskTaxonomy? taxonomy = null) => new(null, taxonomy, IndexState.Empty);

    /// <summary>Opens the index in a folder, or an empty one when there is none or its files are of another version or damaged.</summary>
    /// <param name="folder">The folder; made at the first <see cref="Commit"/>.</param>
    /// <param name="taxonomy">As for <see cref="InMemory"/>.</param>
    public static CardIndex Open(string folder, TaskTaxonomy? taxonomy = null)
    {
        var files = new IndexFolder(folder);
        return new CardIndex(files, taxonomy, files.Read());
    }

    /// <summary>How many cards there are.</summary>
    public int Count => Flushed().Parts.Sum(part => part.Live);

    /// <summary>What it was made from; kept by <see cref="Commit"/>.</summary>
    public IndexSource Source
    {
        get => _state.Source;
        set
        {
            lock (_changing)
            {
                _state = _state with { Source = value };
            }
        }
    }

    /// <summary>Vectors of its cards by an embedding model; null: none.</summary>
    internal CardVectors? Vectors { get; set; }

    /// <summary>All cards, as they are now.</summary>
    internal IEnumerable<ModelCard> Cards() => Flushed().Parts.SelectMany(part => part.LiveCards());

    /// <summary>How much each side of a card counts.</summary>
    public SearchWeights Weights { get; init; } = new();

    /// <summary>Adds cards, or replaces those with the same ids; of two with one id the last stays. Cards that say what they said before cost little.</summary>
    public void Put(IEnumerable<ModelCard> cards)
    {
        ArgumentNullException.ThrowIfNull(cards);
        lock (_changing)
        {
            foreach (var card in cards)
            {
                _pending[card.Id] = card;
                if (_pending.Count >= ChunkSize)
                {
                    Flush();
                }
            }
        }
    }

    /// <summary>Adds or replaces those cards that do not say what they said before.</summary>
    /// <returns>How many.</returns>
    public int PutChanged(IEnumerable<ModelCard> cards)
    {
        var state = Flushed();
        List<ModelCard> changed = [.. cards.Where(card => !state.Says(card))];
        Put(changed);
        return changed.Count;
    }

    /// <summary>Removes all cards, and what was learned from them.</summary>
    public void Clear()
    {
        lock (_changing)
        {
            _pending.Clear();
            _state = IndexState.Empty;
        }
    }

    /// <summary>Removes a card by its id; false when there is none.</summary>
    public bool Remove(string id)
    {
        lock (_changing)
        {
            var pending = _pending.Remove(id);
            var (state, found) = _state.Without([StableHash.OfId(id)]);
            _state = state;
            return found > 0 || pending;
        }
    }

    /// <summary>The card with an id, letter case aside; null when there is none.</summary>
    public ModelCard? Find(string id) => Flushed().Find(StableHash.OfId(id));

    /// <summary>Makes the index hold exactly these cards: adds what is new, replaces what changed, removes what is missing.</summary>
    /// <returns>How many cards were added or replaced, and how many removed.</returns>
    public (int Put, int Removed) Synchronize(IReadOnlyCollection<ModelCard> cards)
    {
        ArgumentNullException.ThrowIfNull(cards);
        var state = Flushed();
        var wanted = cards.Select(card => card.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        List<string> gone = [.. state.Parts.SelectMany(part => part.LiveCards()).Select(card => card.Id).Where(id => !wanted.Contains(id))];
        gone.ForEach(id => Remove(id));
        return (PutChanged(cards), gone.Count);
    }

    /// <summary>Makes all changes last. Whoever opens the folder sees the index before or after, never between.</summary>
    /// <param name="source">What it is made from now; null: as before.</param>
    /// <exception cref="IOException">The folder can't be written to.</exception>
    public void Commit(IndexSource? source = null)
    {
        lock (_changing)
        {
            Flush();
            _state = source is null ? _state : _state with { Source = source };
            if (_state.Parts.Count(IsSmall) > MostParts)
            {
                Merge(IsSmall);
            }

            if (_folder is not null)
            {
                _state = _folder.Write(_state);
            }
        }
    }

    /// <summary>Makes all segments anew without what is gone, and learns anew what words mean. For after large changes; takes about as long as building.</summary>
    public void Compact()
    {
        lock (_changing)
        {
            Flush();
            Learn([]);
            Merge(_ => true);
            Commit();
        }
    }

    /// <summary>Learns anew when there are many more cards than what was learned from; <see cref="Compact"/> otherwise does so when asked.</summary>
    internal void LearnWhenGrown()
    {
        if (_state.Learned is { Counts.Cards: var known } && known < MostToLearn / 2 && known * Growth < Count)
        {
            Compact();
        }
    }

    /// <summary>The cards that suit a query, best first; equal ones in the order in which they came.</summary>
    public IReadOnlyList<CardHit> Search(CardQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new IndexSearch(Flushed(), _taxonomy, Weights, Vectors).Run(query);
    }

    /// <summary>How likely a text asks for each of the cards' tasks, by its words and by what the embedded planner would plan; nothing when neither speaks of any.</summary>
    public IReadOnlyDictionary<string, double> TaskChances(string text)
    {
        var words = Flushed().Words(_taxonomy);
        var chances = TaskGuess.Of(text, QueryText.Of(text), words, _taxonomy);
        return chances.Sum() == 0 ? new Dictionary<string, double>() : words.Tasks.Zip(chances).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }

    private IndexState Flushed()
    {
        if (_pending.Count > 0)
        {
            lock (_changing)
            {
                Flush();
            }
        }

        return _state;
    }

    private void Flush()
    {
        if (_pending.Count == 0)
        {
            return;
        }

        ModelCard[] cards = [.. _pending.Values];
        if (_state.Learned is null && _state.Parts.Sum(part => part.Live) + cards.Length >= LeastToLearn)
        {
            // What was too few to learn from until now gets its vectors, too.
            Learn(cards);
            Merge(_ => true);
        }

        var part = Build(cards);
        var (state, _) = _state.Without([.. cards.Select(card => StableHash.OfId(card.Id))]);
        _state = state with { Parts = [.. state.Parts, part] };

        // Last: a search that finds nothing pending reads the state without waiting.
        _pending.Clear();
    }

    private static bool IsSmall(Part part) => part.Segment.Count < ChunkSize / 2 || part.Live < part.Segment.Count / 2;

    private void Merge(Func<Part, bool> which)
    {
        var (old, kept) = (_state.Parts.Where(which).ToList(), _state.Parts.Where(part => !which(part)));
        List<Part> made = [.. old.SelectMany(part => part.LiveCards()).Chunk(ChunkSize).Select(cards => Build(cards))];
        _state = _state with { Parts = [.. made, .. kept] };
    }

    private void Learn(ModelCard[] more)
    {
        var all = _state.Parts.Sum(part => part.Live) + more.Length;
        var step = Math.Max(1, (int)Math.Ceiling(all / (double)MostToLearn));
        var (text, counts) = (new CardText(), new TaskCounts());
        var features = new List<IReadOnlyCollection<KeyValuePair<ulong, float>>>();
        foreach (var card in _state.Parts.SelectMany(part => part.LiveCards()).Concat(more).Where((_, i) => i % step == 0))
        {
            counts.Add(card);
            features.Add(TextFeatures.Of(CardText.Own(text.Fields(card))));
        }

        _state = _state with { Learned = new Learned(LearnedVectors.Learn(features), counts, null) };
    }

    private Part Build(ModelCard[] cards)
    {
        if (_folder is not null)
        {
            return _folder.Build(cards, _state.Learned?.Vectors);
        }

        using var stream = new MemoryStream();
        SegmentBuilder.Write(stream, cards, _state.Learned?.Vectors);
        return new Part(new Segment(new Sections(stream.ToArray())), null, null, null) { Cards = cards };
    }
}
