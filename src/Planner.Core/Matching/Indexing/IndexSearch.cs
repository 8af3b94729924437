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

    private readonly int _cards = state.Parts.Sum(part => part.Segment.Count);

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
        var scans = new SegmentScan[state.Parts.Length];
        try
        {
            Each(scans.Length, i => scans[i] = Score(i, state.Parts[i], query, terms, guess, languages));
            return Ask([.. scans], query, asked);
        }
        finally
        {
            foreach (var scan in scans.OfType<SegmentScan>())
            {
                ArrayPool<float>.Shared.Return(scan.Scores);
                ArrayPool<float>.Shared.Return(scan.Words);
            }
        }
    }

    private SegmentQuery? Terms(QueryText text)
    {
        var terms = new List<(ulong Hash, ulong[] Runs, float Weight)>();
        float known = 0, all = 0;
        foreach (var (term, weight) in text.Terms)
        {
            var hash = StableHash.Of(term);
            var with = state.Parts.Sum(part => part.Segment.CardsWith(hash));
            var rarity = weight * Segment.Rarity(with, _cards);
            terms.Add((hash, weight >= 1 && term.Length > 3 && with <= MostToHelp ? LetterRuns.Of(term) : [], rarity));
            known += with > 0 ? rarity : 0;
            all += rarity;
        }

        if (terms.Count == 0)
        {
            return null;
        }

        var query = new SegmentQuery { Terms = terms, Limit = known > 0 ? known : all, Cards = _cards };
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

        return new SegmentQuery { Terms = terms, Limit = query.Limit, Cards = _cards, Vector = wide, VectorScale = scale };
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
            if (Language.OfWord(token.In(text).ToString().ToLowerInvariant())?.Code is { } code)
            {
                bits |= LanguageBits.Of(code);
            }
        }

        return bits;
    }

    private SegmentScan Score(int number, Part part, CardQuery query, SegmentQuery? terms, Dictionary<string, double>? guess, ulong languages)
    {
        var segment = part.Segment;
        var scan = new SegmentScan(number, part, ArrayPool<float>.Shared.Rent(segment.Count), ArrayPool<float>.Shared.Rent(segment.Count), guess, languages, terms);
        var scores = scan.Scores.AsSpan(0, segment.Count);
        var words = scan.Words.AsSpan(0, segment.Count);
        words.Clear();
        var filter = new CardFilter(segment, query, state.Source.Own);
        if (filter.Nothing)
        {
            scores.Fill(float.NegativeInfinity);
            return scan;
        }

        if (terms is not null)
        {
            segment.Score(terms, words, MostPostings * segment.Count / Math.Max(1, terms.Cards));
        }

        // The one loop over all cards: what is the same for each is worked out before it.
        float[] tasks = [.. segment.Tasks.Select(task => (float)(guess?.GetValueOrDefault(task) ?? 0))];
        var sure = guess is null ? float.NegativeInfinity : (float)Math.Max(Sure, AboveChance / guess.Count);
        var each = terms is null ? 0 : 1 / terms.Limit;
        var (wordWeight, taskWeight) = ((float)weights.Words, (float)weights.Task);
        var (languageWeight, popularityWeight) = ((float)weights.Language, (float)weights.Popularity);
        var (isAsked, isFiltered, hasGone) = (terms is not null, filter.Something, part.Gone is not null);
        var facts = segment.Facts;
        for (var card = 0; card < facts.Length; card++)
        {
            ref readonly var fact = ref facts[card];
            if ((isFiltered && !filter.Takes(fact, card)) || (hasGone && part.IsGone(card)))
            {
                scores[card] = float.NegativeInfinity;
                continue;
            }

            if (!isAsked)
            {
                scores[card] = 0;
                continue;
            }

            var said = words[card] * each;
            words[card] = said = said < 1 ? said : 1;
            var task = Chance(tasks, fact);
            var score = (wordWeight * said) + (taskWeight * task) + (popularityWeight * fact.Popularity);
            scores[card] = said <= 0 && task < sure ? float.NegativeInfinity : languages == 0 ? score : score + (languageWeight * LanguageShare(fact, languages));
        }

        return scan;
    }

    // Places that stand for no task lie beyond the end.
    private static float Chance(float[] tasks, in CardFacts fact)
    {
        var chance = fact.Task < tasks.Length ? tasks[fact.Task] : 0;
        return fact.Second >= tasks.Length ? chance : Math.Max(chance, Math.Max(tasks[fact.Second], fact.Third < tasks.Length ? tasks[fact.Third] : 0));
    }

    private static float LanguageShare(in CardFacts fact, ulong wanted) =>
        (fact.Languages & wanted) == wanted ? 1 : fact.Languages == 0 ? Unsaid : (fact.Languages & LanguageBits.Multilingual) != 0 ? ByMultilingual : 0;

    private List<CardHit> Ask(List<SegmentScan> scans, CardQuery query, bool asked)
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

    private List<(SegmentScan Scan, int Card, float Score, float? Near)> Embedded(List<SegmentScan> scans, int wanted, CardQuery query)
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
    private static bool Knows(ModelCard card, CardQuery query) => query.Languages.Count == 0 || LanguageFit.RuledOut(card, query.Languages.Select(Language.CodeOf)).Count == 0;

    // Nearness adds from nothing to its weight. The best without it are no worse with it, so a card that can't come up to the worst of them then is not among
    // the best, and the vectors of all those are not read.
    private List<(SegmentScan Scan, int Card, float Score)> Top(List<SegmentScan> scans, int count)
    {
        var plain = Best(scans, count, (scan, best) =>
        {
            var scores = scan.Scores.AsSpan(0, scan.Part.Segment.Count);
            for (var card = 0; card < scores.Length; card++)
            {
                if (scores[card] > best.Least)
                {
                    best.Add(scan, card, scores[card]);
                }
            }
        });
        if (!scans.Exists(scan => scan.HasVectors))
        {
            return plain;
        }

        var weight = (float)weights.Meaning;
        var least = plain.Count < count ? float.MinValue : plain.Min(hit => hit.Score + (weight * hit.Scan.Nearness.Of(hit.Card)));
        return Best(scans, count, (scan, best) =>
        {
            var scores = scan.Scores.AsSpan(0, scan.Part.Segment.Count);
            var nearness = scan.Nearness;
            for (var card = 0; card < scores.Length; card++)
            {
                var most = scores[card] + weight;
                if (most >= least && most > best.Least && scores[card] + (weight * nearness.Of(card)) is var score && score > best.Least)
                {
                    best.Add(scan, card, score);
                }
            }
        });
    }

    private List<(SegmentScan Scan, int Card, float Score)> Best(List<SegmentScan> scans, int count, Action<SegmentScan, BestCards> find)
    {
        var each = scans.ConvertAll(_ => new BestCards(count));
        Each(scans.Count, i => find(scans[i], each[i]));
        each.Skip(1).ToList().ForEach(each[0].Add);
        return each[0].Take();
    }

    private void Each(int parts, Action<int> action)
    {
        if (_cards > ManyCards)
        {
            Parallel.For(0, parts, action);
            return;
        }

        for (var i = 0; i < parts; i++)
        {
            action(i);
        }
    }

    private List<ScoreTerm> Explain(SegmentScan scan, int card, float? near)
    {
        var segment = scan.Part.Segment;
        ref readonly var fact = ref segment.Facts[card];
        List<ScoreTerm> terms = [new("words", scan.Words[card], weights.Words)];
        if (scan.HasVectors)
        {
            terms.Add(new("meaning", scan.Nearness.Of(card), weights.Meaning));
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
            terms.Add(new("language", LanguageShare(fact, scan.Languages), weights.Language));
        }

        terms.Add(new("popularity", fact.Popularity, weights.Popularity));
        return terms;
    }
}
