using System.Buffers;
using Planner.Catalog;
using Planner.Text;

namespace Planner.Matching.Indexing;

/// <summary>A search over an index as it was when the search began.</summary>
internal sealed class IndexSearch(IndexState state, TaskTaxonomy? taxonomy, SearchWeights weights, CardVectors? embedded = null)
{
    // A query whose words a card has not is answered by the card's task alone only if that is this sure, and surer than among few tasks by chance.
    private const double Sure = 0.2;
    private const double AboveChance = 1.5;

    // Over all segments; a few milliseconds. With fewer than a hundred thousand cards hardly any query comes near it.
    private const long MostPostings = 1_000_000;

    // From here on a search is worth more than one processor.
    private const int ManyCards = 200_000;

    // A word that so many cards have needs no help by words that look like it; among very many cards, these would only add noise.
    private const int MostToHelp = 50;

    // So many of the best by all other terms are compared by an embedding model's vectors: reading more would cost a search its time.
    private const int Compared = 2000;

    // With fewer of them embedded, those that are not would only lose.
    private const double MostlyEmbedded = 0.9;

    private const float Unsaid = 0.5f;
    private const float ByMultilingual = 0.8f;

    /// <summary>Runs a query.</summary>
    public IReadOnlyList<CardHit> Run(CardQuery query)
    {
        if (query.Limit <= 0)
        {
            return [];
        }

        var text = QueryText.Of(query.Text);
        var asked = !string.IsNullOrWhiteSpace(query.Text);
        var terms = Terms(text);
        if (asked && terms is null && query.Task is null)
        {
            return [];
        }

        asked = terms is not null;
        var guess = asked && query.Task is null ? Guess(query.Text, text) : null;
        var languages = asked ? NamedLanguages(query.Text) : 0;
        var scans = new Scan[state.Parts.Length];
        try
        {
            if (state.Parts.Sum(part => part.Segment.Count) > ManyCards)
            {
                Parallel.For(0, scans.Length, i => scans[i] = Score(state.Parts[i], query, terms, guess, languages));
            }
            else
            {
                for (var i = 0; i < scans.Length; i++)
                {
                    scans[i] = Score(state.Parts[i], query, terms, guess, languages);
                }
            }

            return Ask([.. scans], query, asked);
        }
        finally
        {
            foreach (var scan in scans.OfType<Scan>())
            {
                ArrayPool<float>.Shared.Return(scan.Scores);
                ArrayPool<float>.Shared.Return(scan.Words);
            }
        }
    }

    private SegmentQuery? Terms(QueryText text)
    {
        var cards = state.Parts.Sum(part => part.Segment.Count);
        var terms = new List<(ulong Hash, ulong[] Runs, float Weight)>();
        float known = 0, all = 0;
        foreach (var (term, weight) in text.Terms)
        {
            var hash = StableHash.Of(term);
            var with = state.Parts.Sum(part => part.Segment.CardsWith(hash));
            var rarity = weight * Segment.Rarity(with, cards);
            terms.Add((hash, weight >= 1 && term.Length > 3 && with <= MostToHelp ? LetterRuns.Of(term) : [], rarity));
            known += with > 0 ? rarity : 0;
            all += rarity;
        }

        if (terms.Count == 0)
        {
            return null;
        }

        var query = new SegmentQuery { Terms = terms, Limit = known > 0 ? known : all, Cards = cards };
        if (state.Learned is not { } learned)
        {
            return query;
        }

        Span<float> vector = stackalloc float[LearnedVectors.Dimensions];
        Span<sbyte> bytes = stackalloc sbyte[LearnedVectors.Dimensions];
        if (!learned.Vectors.Embed(text.Features(), vector))
        {
            return query;
        }

        var scale = Bytes8.Quantize(vector, bytes);
        var wide = new short[bytes.Length];
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] = bytes[i];
        }

        return new SegmentQuery { Terms = terms, Limit = query.Limit, Cards = cards, Vector = wide, VectorScale = scale };
    }

    private Dictionary<string, double> Guess(string text, QueryText query)
    {
        var words = state.Words(taxonomy);
        var chances = TaskGuess.Of(text, query, words, taxonomy);
        return words.Tasks.Select((task, i) => (task, chances[i])).ToDictionary(pair => pair.task, pair => pair.Item2, StringComparer.Ordinal);
    }

    private static ulong NamedLanguages(string text)
    {
        var bits = 0UL;
        foreach (var token in Tokenizer.Words(text))
        {
            if (Planning.Lexical.LanguageNames.CodeOf(token.In(text).ToString().ToLowerInvariant()) is { } code)
            {
                bits |= LanguageBits.Of(code);
            }
        }

        return bits;
    }

    private Scan Score(Part part, CardQuery query, SegmentQuery? terms, Dictionary<string, double>? guess, ulong languages)
    {
        var segment = part.Segment;
        var scan = new Scan(part, ArrayPool<float>.Shared.Rent(segment.Count), ArrayPool<float>.Shared.Rent(segment.Count), guess, languages, terms);
        var scores = scan.Scores.AsSpan(0, segment.Count);
        var words = scan.Words.AsSpan(0, segment.Count);
        words.Clear();
        var filter = new Filter(segment, query, state.Source.Own);
        if (filter.Nothing)
        {
            scores.Fill(float.NegativeInfinity);
            return scan;
        }

        if (terms is not null)
        {
            segment.Score(terms, words, MostPostings * segment.Count / Math.Max(1, terms.Cards));
        }

        float[] tasks = [.. segment.Tasks.Select(task => (float)(guess?.GetValueOrDefault(task) ?? 0))];
        var sure = guess is null ? 0 : Math.Max(Sure, AboveChance / guess.Count);
        var each = terms is null ? 0 : 1 / terms.Limit;
        var (wordWeight, taskWeight) = ((float)weights.Words, (float)weights.Task);
        var (languageWeight, popularityWeight) = ((float)weights.Language, (float)weights.Popularity);
        var facts = segment.Facts;
        for (var card = 0; card < facts.Length; card++)
        {
            ref readonly var fact = ref facts[card];
            scores[card] = float.NegativeInfinity;
            if ((filter.Something && !filter.Takes(fact, card)) || part.IsGone(card))
            {
                continue;
            }

            if (terms is null)
            {
                scores[card] = 0;
                continue;
            }

            var said = words[card] = Math.Min(1, words[card] * each);
            var task = guess is null ? 0 : Chance(tasks, fact);
            if (guess is null || said > 0 || task >= sure)
            {
                scores[card] = (wordWeight * said) + (taskWeight * task) + (popularityWeight * fact.Popularity)
                    + (languages == 0 ? 0 : languageWeight * Language(fact, languages));
            }
        }

        return scan;
    }

    private static float Chance(float[] tasks, in CardFacts fact)
    {
        var chance = fact.Task == CardFacts.None ? 0 : tasks[fact.Task];
        chance = fact.Second == CardFacts.None ? chance : Math.Max(chance, tasks[fact.Second]);
        return fact.Third == CardFacts.None ? chance : Math.Max(chance, tasks[fact.Third]);
    }

    private static float Language(in CardFacts fact, ulong wanted) =>
        (fact.Languages & wanted) == wanted ? 1 : fact.Languages == 0 ? Unsaid : (fact.Languages & LanguageBits.Multilingual) != 0 ? ByMultilingual : 0;

    private List<CardHit> Ask(List<Scan> scans, CardQuery query, bool asked)
    {
        // What is asked of each card may cost more than its score, so only the best are asked, and more when too few of them are taken.
        for (var wanted = query.Limit; ; wanted = (int)Math.Min(int.MaxValue, wanted * 8L))
        {
            var best = Embedded(scans, wanted, query);
            var hits = new List<CardHit>();
            foreach (var (scan, card, score, near) in best)
            {
                var found = scan.Part.Card(card);
                if ((query.Accept is null || query.Accept(found)) && Knows(found, query) && hits.Count < query.Limit)
                {
                    hits.Add(new CardHit(found, score, asked ? Explain(scan, card, near) : []));
                }
            }

            if (hits.Count == query.Limit || best.Count < wanted)
            {
                return hits;
            }
        }
    }

    private List<(Scan Scan, int Card, float Score, float? Near)> Embedded(List<Scan> scans, int wanted, CardQuery query)
    {
        if (embedded is null || query.Embedding.IsEmpty || query.Embedding.Length != embedded.Dimensions)
        {
            return [.. Top(scans, wanted).Select(hit => (hit.Scan, hit.Card, hit.Score, (float?)null))];
        }

        var best = Top(scans, Math.Max(wanted, Compared));
        int[] rows = [.. best.Select(hit => embedded.Row(hit.Scan.Part.Segment.Told(hit.Card)))];
        var near = new float[rows.Length];
        var isEmbedded = rows.Count(row => row >= 0) >= MostlyEmbedded * rows.Length;
        if (isEmbedded)
        {
            embedded.Nearness(query.Embedding.Span, rows, near);
        }

        return [.. best.Select((hit, i) => (hit.Scan, hit.Card, Score: hit.Score + ((float)weights.Embedding * near[i]), Near: isEmbedded ? near[i] : (float?)null))
            .OrderByDescending(hit => hit.Score).Take(wanted)];
    }

    // The bits of rare languages are shared.
    private static bool Knows(ModelCard card, CardQuery query) => query.Languages.Count == 0 || LanguageFit.RuledOut(card, query.Languages.Select(LanguageNames.Code)).Count == 0;

    // Nearness adds from nothing to its weight. So a card that is farther than that behind the best without it can't come among them with it, and only
    // the others' vectors are read.
    private List<(Scan Scan, int Card, float Score)> Top(List<Scan> scans, int count)
    {
        var plain = new Best(count);
        for (var i = 0; i < scans.Count; i++)
        {
            var scores = scans[i].Scores.AsSpan(0, scans[i].Part.Segment.Count);
            for (var card = 0; card < scores.Length; card++)
            {
                if (scores[card] > plain.Least)
                {
                    plain.Add(i, card, scores[card]);
                }
            }
        }

        if (!scans.Exists(scan => scan.HasVectors))
        {
            return plain.Take(scans);
        }

        var (best, weight) = (new Best(count), (float)weights.Meaning);
        for (var i = 0; i < scans.Count; i++)
        {
            var (scan, segment) = (scans[i], scans[i].Part.Segment);
            var scores = scan.Scores.AsSpan(0, segment.Count);
            var vectors = segment.Vectors;
            var scales = segment.VectorScales;
            for (var card = 0; card < scores.Length; card++)
            {
                if (scores[card] > float.NegativeInfinity && scores[card] + weight >= plain.Least)
                {
                    var score = scores[card] + (scan.HasVectors ? weight * Segment.Nearness(scan.Terms!, card, vectors, scales) : 0);
                    if (score > best.Least)
                    {
                        best.Add(i, card, score);
                    }
                }
            }
        }

        return best.Take(scans);
    }

    private List<ScoreTerm> Explain(Scan scan, int card, float? near)
    {
        var segment = scan.Part.Segment;
        ref readonly var fact = ref segment.Facts[card];
        List<ScoreTerm> terms = [new("words", scan.Words[card], weights.Words)];
        if (scan.HasVectors)
        {
            terms.Add(new("meaning", Segment.Nearness(scan.Terms!, card, segment.Vectors, segment.VectorScales), weights.Meaning));
        }

        if (near is { } embedding)
        {
            terms.Add(new("embedding", embedding, weights.Embedding));
        }

        if (scan.Guess is { } guess)
        {
            terms.Add(new("task", Chance([.. segment.Tasks.Select(task => (float)guess.GetValueOrDefault(task))], fact), weights.Task));
        }

        if (scan.Languages != 0)
        {
            terms.Add(new("language", Language(fact, scan.Languages), weights.Language));
        }

        terms.Add(new("popularity", fact.Popularity, weights.Popularity));
        return terms;
    }

    private sealed record Scan(Part Part, float[] Scores, float[] Words, Dictionary<string, double>? Guess, ulong Languages, SegmentQuery? Terms)
    {
        public bool HasVectors => Terms is { Vector.Length: > 0 } && Part.Segment.HasVectors;
    }

    /// <summary>The best so far, the worst of them on top; of equal ones the later is worse.</summary>
    private sealed class Best(int count)
    {
        private readonly PriorityQueue<(int Scan, int Card), (float Score, long Order)> _heap = new(Comparer<(float Score, long Order)>.Create(
            (a, b) => a.Score != b.Score ? a.Score.CompareTo(b.Score) : b.Order.CompareTo(a.Order)));

        /// <summary>What a card must exceed to be among them.</summary>
        public float Least { get; private set; } = float.NegativeInfinity;

        public void Add(int scan, int card, float score)
        {
            _heap.Enqueue((scan, card), (score, ((long)scan << 32) | (uint)card));
            if (_heap.Count > count)
            {
                _heap.Dequeue();
            }

            if (_heap.Count == count && _heap.TryPeek(out _, out var worst))
            {
                Least = worst.Score;
            }
        }

        public List<(Scan Scan, int Card, float Score)> Take(List<Scan> scans)
        {
            var best = new List<(Scan, int, float)>(_heap.Count);
            while (_heap.TryDequeue(out var place, out var priority))
            {
                best.Add((scans[place.Scan], place.Card, priority.Score));
            }

            best.Reverse();
            return best;
        }
    }

    private readonly struct Filter
    {
        private readonly int _task;
        private readonly IReadOnlySet<int> _also;
        private readonly int _license;
        private readonly ulong _languages;
        private readonly float _millions;
        private readonly bool _mayRun;
        private readonly IReadOnlySet<int> _own;

        public Filter(Segment segment, CardQuery query, IReadOnlyList<string> own)
        {
            _task = query.Task is null ? -1 : segment.Tasks.ToList().IndexOf(query.Task);
            _also = _task < 0 ? System.Collections.Frozen.FrozenSet<int>.Empty : segment.AlsoDoing(_task);
            _license = query.License is null ? -1 : segment.License(query.License);
            Nothing = (query.Task is not null && _task < 0) || (query.License is not null && _license < 0);
            _languages = query.Languages.Aggregate(0UL, (bits, language) => bits | LanguageBits.Of(LanguageNames.Code(language)));
            _mayRun = query.MayRun;
            _own = query.MayRun ? own.Select(id => segment.Find(StableHash.OfId(id))).Where(card => card >= 0).ToHashSet() : _also;
            _millions = query.MaxParameters is { } most ? most / 1e6f : 0;
        }

        /// <summary>Whether no card of the segment can pass.</summary>
        public bool Nothing { get; }

        /// <summary>Whether there is anything to check.</summary>
        public bool Something => _task >= 0 || _license >= 0 || _languages != 0 || _millions != 0 || _mayRun;

        public bool Takes(in CardFacts fact, int card) =>
            (_task < 0 || fact.Does(_task) || (_also.Count > 0 && _also.Contains(card)))
            && (!_mayRun || fact.Idle == 0 || _own.Contains(card))
            && (_license < 0 || fact.License == _license)
            && (_languages == 0 || fact.Languages == 0 || (fact.Languages & LanguageBits.Multilingual) != 0 || (fact.Languages & _languages) == _languages)
            && (_millions == 0 || (fact.Millions > 0 && fact.Millions <= _millions));
    }
}
