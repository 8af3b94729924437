using System.Runtime.InteropServices;
using System.Text.Json;
using Planner.Catalog;
using Planner.Serialization;
using Planner.Text;

namespace Planner.Matching.Indexing;

/// <summary>
/// Makes a segment of cards. A term's impact on a card is BM25F's saturated frequency (S. Robertson and H. Zaragoza, "The Probabilistic Relevance
/// Framework: BM25 and Beyond", 2009, section 3.6): f / (k1 + f), where f is the sum over the fields of weight · tf / ((1 − b) + b · length /
/// average length). It is kept in a byte, as a search only multiplies it with the term's weight.
/// </summary>
internal sealed class SegmentBuilder
{
    /// <summary>How slowly a repeated word stops adding; the source (section 3.4) finds 1.2 to 2 good in many collections.</summary>
    public const float K1 = 1.2f;

    // Numbers, versions and single letters look alike without being so.
    private const int ShortestAlike = 4;
    private const int LongestAlike = 24;

    private readonly CardText _text = new();
    private readonly Dictionary<string, int> _terms = new(StringComparer.Ordinal);
    private readonly List<Entry> _entries = [];
    private readonly List<int> _entryEnds = [];
    private readonly List<CardFacts> _facts = [];
    private readonly List<ulong> _ids = [];
    private readonly List<ulong> _contents = [];
    private readonly List<ulong> _told = [];
    private readonly List<int> _more = [];
    private readonly List<long> _cardStarts = [0];
    private readonly List<byte[]> _lengths = [];
    private readonly long[] _totals = new long[CardText.Weights.Length];
    private readonly List<string> _tasks = [];
    private readonly List<string> _licenses = [];
    private readonly List<sbyte> _vectors = [];
    private readonly List<float> _scales = [];
    private readonly LearnedVectors? _learned;
    private readonly Stream _stream;
    private readonly SectionWriter _sections;

    /// <summary>Starts a segment.</summary>
    /// <param name="stream">Where it is written to.</param>
    /// <param name="learned">The vectors of words; null: cards get none.</param>
    private SegmentBuilder(Stream stream, LearnedVectors? learned)
    {
        (_stream, _learned, _sections) = (stream, learned, new SectionWriter(stream));
        _sections.Begin();
    }

    /// <summary>How many cards it has.</summary>
    private int Count => _facts.Count;

    /// <summary>A hash of what a card says.</summary>
    public static ulong Content(ReadOnlySpan<byte> json) => StableHash.Of(MemoryMarshal.Cast<byte, char>(json), (ulong)json.Length ^ (json.Length % 2 == 0 ? 0u : json[^1]));

    /// <summary>Writes a segment of these cards.</summary>
    public static void Write(Stream stream, IEnumerable<ModelCard> cards, LearnedVectors? learned)
    {
        var builder = new SegmentBuilder(stream, learned);
        foreach (var card in cards)
        {
            builder.Add(card);
        }

        builder.Finish();
    }

    /// <summary>Adds a card; the caller sees to it that no id comes twice.</summary>
    private void Add(ModelCard card)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(card, PlannerJson.Context.ModelCard);
        _stream.Write(json);
        _cardStarts.Add(_cardStarts[^1] + json.Length);
        _contents.Add(Content(json));
        _ids.Add(StableHash.OfId(card.Id));
        _told.Add(StableHash.Of(CardText.Told(card)));
        foreach (var task in card.Tasks.Skip(CardFacts.MostTasks))
        {
            _more.Add(_facts.Count);
            _more.Add(Index(_tasks, task));
        }

        _facts.Add(Facts(card));
        var fields = _text.Fields(card);
        AddWords(fields);
        if (_learned is not null)
        {
            Span<float> vector = stackalloc float[LearnedVectors.Dimensions];
            Span<sbyte> bytes = stackalloc sbyte[LearnedVectors.Dimensions];
            _learned.Embed(TextFeatures.Of(CardText.Own(fields)), vector);
            _scales.Add(Bytes8.Quantize(vector, bytes));
            _vectors.AddRange(bytes);
        }
    }

    /// <summary>Writes the segment.</summary>
    private void Finish()
    {
        _sections.End();
        Add(_cardStarts);
        Add(_vectors);
        Add(_scales);
        Add(_facts);
        AddSorted(_ids, Enumerable.Range(0, _ids.Count).ToArray());
        Add(_contents);
        AddTerms();
        _sections.Begin();
        JsonSerializer.Serialize(_stream, [_tasks, _licenses], IndexJson.Default.ListListString);
        _sections.End();
        _sections.Add<float>(Averages());
        Add(_told);
        Add(_more);
        _sections.Finish();
    }

    private void Add<T>(List<T> items)
        where T : unmanaged => _sections.Add<T>(CollectionsMarshal.AsSpan(items));

    private void AddSorted(List<ulong> hashes, int[] values)
    {
        var keys = hashes.ToArray();
        Array.Sort(keys, values);
        _sections.Add<ulong>(keys);
        _sections.Add<int>(values);
    }

    private CardFacts Facts(ModelCard card) => new()
    {
        Task = Index(_tasks, card.Tasks[0]),
        Second = card.Tasks.Count > 1 ? Index(_tasks, card.Tasks[1]) : CardFacts.None,
        Third = card.Tasks.Count > 2 ? Index(_tasks, card.Tasks[2]) : CardFacts.None,
        License = card.License is { Length: > 0 } license ? Index(_licenses, license.ToLowerInvariant()) : CardFacts.None,
        Languages = LanguageBits.Of(card),
        Millions = card.Parameters is { } parameters ? parameters / 1e6f : 0,
        Popularity = (float)CardQuality.Popularity(card),
        Idle = (ushort)(card.Gone || (card.Providers is { } providers && !providers.Any(provider => provider.IsLive)) ? 1 : 0),
    };

    private static ushort Index(List<string> names, string name)
    {
        var index = names.IndexOf(name);
        if (index < 0 && names.Count < CardFacts.None)
        {
            index = names.Count;
            names.Add(name);
        }

        return index < 0 ? CardFacts.None : (ushort)index;
    }

    private void AddWords(List<string>[] fields)
    {
        var start = _entries.Count;
        var lengths = new byte[fields.Length];
        for (var field = 0; field < fields.Length; field++)
        {
            _totals[field] += fields[field].Count;
            lengths[field] = (byte)Math.Min(fields[field].Count, byte.MaxValue);
            foreach (var word in fields[field])
            {
                ref var term = ref CollectionsMarshal.GetValueRefOrAddDefault(_terms, word, out var known);
                term = known ? term : _terms.Count - 1;
                var entries = CollectionsMarshal.AsSpan(_entries)[start..];
                var at = 0;
                while (at < entries.Length && entries[at].Term != term)
                {
                    at++;
                }

                if (at == entries.Length)
                {
                    _entries.Add(new Entry { Term = term });
                    entries = CollectionsMarshal.AsSpan(_entries)[start..];
                }

                entries[at].Add(field);
            }
        }

        _lengths.Add(lengths);
        _entryEnds.Add(_entries.Count);
    }

    private float[] Averages() => [.. _totals.Select(total => Count == 0 ? 0 : total / (float)Count)];

    private void AddTerms()
    {
        var words = new string[_terms.Count];
        foreach (var (word, term) in _terms)
        {
            words[term] = word;
        }

        // Terms in the order of their hashes, postings in the order of terms.
        var hashes = Array.ConvertAll(words, word => StableHash.Of(word));
        var order = Enumerable.Range(0, words.Length).ToArray();
        Array.Sort(hashes, order);
        var rank = new int[words.Length];
        for (var i = 0; i < order.Length; i++)
        {
            rank[order[i]] = i;
        }

        var entries = CollectionsMarshal.AsSpan(_entries);
        var counts = new int[words.Length];
        foreach (ref readonly var entry in entries)
        {
            counts[rank[entry.Term]]++;
        }

        _sections.Add<ulong>(hashes);
        _sections.Add<int>(counts);
        AddPostings(entries, rank, counts);
        AddGrams(words, order);
    }

    private void AddPostings(Span<Entry> entries, int[] rank, int[] counts)
    {
        // Sorted by counting: where each term's postings begin, then every card's entries in turn.
        var firsts = new int[counts.Length + 1];
        for (var i = 0; i < counts.Length; i++)
        {
            firsts[i + 1] = firsts[i] + counts[i];
        }

        var (cards, impacts, next) = (new int[entries.Length], new byte[entries.Length], firsts[..^1]);
        var averages = Averages();
        for (var (card, i) = (0, 0); card < Count; card++)
        {
            for (; i < _entryEnds[card]; i++)
            {
                var at = next[rank[entries[i].Term]]++;
                cards[at] = card;
                impacts[at] = Impact(entries[i], _lengths[card], averages);
            }
        }

        var starts = new long[counts.Length + 1];
        using var postings = new MemoryStream();
        for (var term = 0; term < counts.Length; term++)
        {
            var last = -1;
            for (var i = firsts[term]; i < firsts[term + 1]; i++)
            {
                var distance = (uint)(cards[i] - last - 1);
                for (; distance >= 0x80; distance >>= 7)
                {
                    postings.WriteByte((byte)(distance | 0x80));
                }

                postings.WriteByte((byte)distance);
                postings.WriteByte(impacts[i]);
                last = cards[i];
            }

            starts[term + 1] = postings.Position;
        }

        _sections.Add<long>(starts);
        _sections.Add<byte>(postings.GetBuffer().AsSpan(0, (int)postings.Length));
    }

    private static byte Impact(Entry entry, byte[] lengths, float[] averages)
    {
        var frequency = 0f;
        for (var field = 0; field < lengths.Length; field++)
        {
            if (entry[field] > 0)
            {
                frequency += CardText.Weights[field] * entry[field] / (1 - CardText.Lengths[field] + (CardText.Lengths[field] * lengths[field] / averages[field]));
            }
        }

        return (byte)Math.Max(1, MathF.Round(byte.MaxValue * frequency / (K1 + frequency)));
    }

    private void AddGrams(string[] words, int[] order)
    {
        var grams = new List<(ulong Gram, uint Term)>();
        for (var term = 0; term < order.Length; term++)
        {
            var word = words[order[term]];
            if (word.Length is >= ShortestAlike and <= LongestAlike && char.IsLetter(word[0]))
            {
                var runs = LetterRuns.Of(word);
                grams.AddRange(runs.Select(run => (run, ((uint)runs.Length << 24) | (uint)term)));
            }
        }

        grams.Sort();
        var (hashes, starts) = (new List<ulong>(), new List<int>());
        for (var i = 0; i < grams.Count; i++)
        {
            if (i == 0 || grams[i].Gram != grams[i - 1].Gram)
            {
                hashes.Add(grams[i].Gram);
                starts.Add(i);
            }
        }

        starts.Add(grams.Count);
        Add(hashes);
        Add(starts);
        _sections.Add<uint>([.. grams.Select(gram => gram.Term)]);
    }

    private struct Entry
    {
        public int Term;
        private uint _counts;

        public readonly byte this[int field] => (byte)(_counts >> (8 * field));

        public void Add(int field)
        {
            if (this[field] < byte.MaxValue)
            {
                _counts += 1u << (8 * field);
            }
        }
    }
}
