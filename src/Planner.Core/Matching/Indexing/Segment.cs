using System.Runtime.InteropServices;
using System.Text.Json;
using Planner.Catalog;
using Planner.Serialization;

namespace Planner.Matching.Indexing;

/// <summary>Cards that are indexed together. Never changed; a card that is replaced or removed is only marked as gone.</summary>
internal sealed class Segment
{
    // A word that is alike counts for its likeness, and a little less: it may be another word after all.
    private const float AlikeWeight = 0.6f;
    private const float LeastAlike = 0.4f;
    private const int MostAlike = 4;

    // What so many words share says nothing about likeness ("tion").
    private const int MostTermsOfRun = 20_000;

    private readonly Sections _sections;
    private readonly string[] _tasks;
    private readonly string[] _licenses;

    public Segment(Sections sections)
    {
        _sections = sections;
        Count = sections.Get<CardFacts>(SegmentSection.Facts).Length;
        var names = JsonSerializer.Deserialize(sections.Get<byte>(SegmentSection.Names), IndexJson.Default.ListListString)!;
        (_tasks, _licenses) = ([.. names[0]], [.. names[1]]);
        HasVectors = sections.Get<float>(SegmentSection.VectorScales).Length == Count;
    }

    /// <summary>How many cards it has, gone ones included.</summary>
    public int Count { get; }

    /// <summary>Whether its cards have vectors.</summary>
    public bool HasVectors { get; }

    /// <summary>The names that <see cref="CardFacts.Task"/> and its sisters stand for.</summary>
    public IReadOnlyList<string> Tasks => _tasks;

    /// <summary>What cards are filtered by.</summary>
    public ReadOnlySpan<CardFacts> Facts => _sections.Get<CardFacts>(SegmentSection.Facts);

    /// <summary>The index of a license, or -1.</summary>
    public int License(string name) => Array.IndexOf(_licenses, name.ToLowerInvariant());

    /// <summary>A card.</summary>
    public ModelCard Card(int card)
    {
        var starts = _sections.Get<long>(SegmentSection.CardStarts);
        return JsonSerializer.Deserialize(
            _sections.Read(SegmentSection.Cards, starts[card], (int)(starts[card + 1] - starts[card])), PlannerJson.Context.ModelCard)!;
    }

    /// <summary>The hash of what a card says.</summary>
    public ulong Content(int card) => _sections.Get<ulong>(SegmentSection.Contents)[card];

    /// <summary>Those cards that do a task beside as many others as <see cref="CardFacts"/> holds.</summary>
    public IReadOnlySet<int> AlsoDoing(int task)
    {
        var pairs = _sections.Get<int>(SegmentSection.MoreTasks);
        var cards = new HashSet<int>();
        for (var i = 0; i < pairs.Length; i += 2)
        {
            if (pairs[i + 1] == task)
            {
                cards.Add(pairs[i]);
            }
        }

        return cards;
    }

    /// <summary>The hash of what an embedding model is told of a card.</summary>
    public ulong Told(int card) => _sections.Get<ulong>(SegmentSection.Told)[card];

    /// <summary>The card with an id, or -1.</summary>
    public int Find(ulong id)
    {
        var at = _sections.Get<ulong>(SegmentSection.IdHashes).BinarySearch(id);
        return at >= 0 ? _sections.Get<int>(SegmentSection.IdCards)[at] : -1;
    }

    /// <summary>In how many cards a term is.</summary>
    public int CardsWith(ulong term)
    {
        var at = _sections.Get<ulong>(SegmentSection.TermHashes).BinarySearch(term);
        return at >= 0 ? _sections.Get<int>(SegmentSection.TermCards)[at] : 0;
    }

    /// <summary>
    /// Adds to each card's place what the query's words, and words that look like them, say for it: the telling ones first, until
    /// <paramref name="budget"/> postings have been read, so that the many cards of common words bound no search's time (as in J. Lin and A. Trotman, "Anytime
    /// Ranking for Impact-Ordered Indexes", ICTIR 2015).
    /// </summary>
    public void Score(SegmentQuery query, Span<float> scores, long budget)
    {
        var hashes = _sections.Get<ulong>(SegmentSection.TermHashes);
        var counts = _sections.Get<int>(SegmentSection.TermCards);
        var terms = new List<(int Term, float Weight)>();
        foreach (var (hash, runs, weight) in query.Terms)
        {
            var term = hashes.BinarySearch(hash);
            if (term >= 0)
            {
                terms.Add((term, weight));
            }

            foreach (var (other, likeness) in Alike(runs, term))
            {
                terms.Add((other, AlikeWeight * likeness * Math.Min(weight, Rarity(counts[other], Count))));
            }
        }

        terms.Sort((a, b) => a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight) : a.Term.CompareTo(b.Term));
        foreach (var (term, weight) in terms)
        {
            budget -= counts[term];
            if (budget < 0)
            {
                break;
            }

            Add(term, weight, scores);
        }
    }

    /// <summary>The bytes of all vectors.</summary>
    public ReadOnlySpan<sbyte> Vectors => _sections.Get<sbyte>(SegmentSection.Vectors);

    /// <summary>What a byte of each vector is worth.</summary>
    public ReadOnlySpan<float> VectorScales => _sections.Get<float>(SegmentSection.VectorScales);

    /// <summary>The weight of a term that <paramref name="cards"/> of <paramref name="all"/> have: ln(1 + (N − n + 0.5) / (n + 0.5)), never negative.</summary>
    public static float Rarity(int cards, int all) => MathF.Log(1 + (Math.Max(0, all - cards) + 0.5f) / (cards + 0.5f));

    private void Add(int term, float weight, Span<float> scores)
    {
        var starts = _sections.Get<long>(SegmentSection.PostingStarts);
        var bytes = _sections.Get(SegmentSection.Postings, starts[term], (int)(starts[term + 1] - starts[term]));
        var each = weight / byte.MaxValue;
        var card = -1;
        for (var i = 0; i < bytes.Length;)
        {
            uint distance = bytes[i++];
            if (distance >= 0x80)
            {
                distance &= 0x7f;
                for (var shift = 7; ; shift += 7)
                {
                    uint next = bytes[i++];
                    distance |= (next & 0x7f) << shift;
                    if (next < 0x80)
                    {
                        break;
                    }
                }
            }

            card += (int)distance + 1;
            scores[card] += each * bytes[i++];
        }
    }

    // Dice's coefficient over runs of letters.
    private List<(int Term, float Likeness)> Alike(ulong[] runs, int self)
    {
        var best = new List<(int Term, float Likeness)>();
        if (runs.Length == 0)
        {
            return best;
        }

        var hashes = _sections.Get<ulong>(SegmentSection.GramHashes);
        var starts = _sections.Get<int>(SegmentSection.GramStarts);
        var terms = _sections.Get<uint>(SegmentSection.GramTerms);
        var shared = new Dictionary<uint, int>();
        foreach (var run in runs)
        {
            var at = hashes.BinarySearch(run);
            if (at < 0 || starts[at + 1] - starts[at] > MostTermsOfRun)
            {
                continue;
            }

            foreach (var term in terms[starts[at]..starts[at + 1]])
            {
                CollectionsMarshal.GetValueRefOrAddDefault(shared, term, out _)++;
            }
        }

        foreach (var (packed, count) in shared)
        {
            var likeness = 2f * count / (runs.Length + (packed >> 24));
            var term = (int)(packed & 0xffffff);
            if (likeness >= LeastAlike && term != self)
            {
                best.Add((term, likeness));
            }
        }

        best.Sort((a, b) => a.Likeness != b.Likeness ? b.Likeness.CompareTo(a.Likeness) : a.Term.CompareTo(b.Term));
        return best.Count > MostAlike ? best[..MostAlike] : best;
    }
}
