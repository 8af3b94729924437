using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>
/// Ranks the sentences of a context by the weight of the question that they hold. Terms weigh by the inverse document frequency of BM25
/// (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework", equation 3.3); what a neighbour holds counts in part.
/// </summary>
internal static class SentenceRanker
{
    private const double NeighbourShare = 0.35;

    // "It rises in …" speaks of what the sentence before names.
    private const double PronounShare = 0.7;

    // In a context of a few sentences a word that stands in most of them must still count.
    private const double CommonWord = 0.5;

    // BM25's length normalisation, kept mild: a sentence is short by nature.
    private const double LengthShare = 0.1;

    private static readonly WordList Pronouns = new("it he she they this он она оно они это");

    /// <summary>Scores every sentence, in document order.</summary>
    /// <param name="question">The question.</param>
    /// <param name="sentences">The sentences of the context.</param>
    /// <param name="title">The sentence that only names what all others are about, or null.</param>
    /// <param name="cancellationToken">Ends the work between two sentences.</param>
    public static List<RankedSentence> Rank(Question question, List<StemmedSentence> sentences, int? title = null, CancellationToken cancellationToken = default)
    {
        var terms = question.Terms;
        var likeness = new double[sentences.Count][];
        var hits = sentences.ConvertAll(s => new double[s.Words.Count]);
        var known = terms.Select(_ => new Dictionary<string, double>(StringComparer.Ordinal)).ToArray();
        for (var s = 0; s < sentences.Count; s++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            likeness[s] = new double[terms.Count];
            for (var w = 0; w < sentences[s].Words.Count; w++)
            {
                for (var t = 0; t < terms.Count; t++)
                {
                    var stem = sentences[s].Words[w].Stem;
                    if (!known[t].TryGetValue(stem, out var like))
                    {
                        known[t][stem] = like = TermMatch.Likeness(terms[t].Stem, stem);
                    }

                    likeness[s][t] = Math.Max(likeness[s][t], like);
                    hits[s][w] = Math.Max(hits[s][w], like * terms[t].Weight);
                }
            }
        }

        var rarity = Rarity(terms, likeness);
        var weights = terms.Select((term, t) => term.Weight * rarity[t]).ToArray();
        var total = Math.Max(weights.Sum(), 1e-9);
        var average = sentences.Count == 0 ? 1 : Math.Max(1, sentences.Average(s => s.Words.Count));
        return [.. sentences.Select((sentence, s) =>
        {
            var (own, all) = (0.0, 0.0);
            var pronoun = sentence.Words.Count > 0 && Pronouns.Contains(sentence.Words[0].Stem);
            for (var t = 0; t < terms.Count; t++)
            {
                var before = s > 0 ? likeness[s - 1][t] * (pronoun ? PronounShare : NeighbourShare) : 0;
                var after = s + 1 < sentences.Count ? likeness[s + 1][t] * NeighbourShare : 0;
                var above = title is { } top ? likeness[top][t] * NeighbourShare : 0;
                own += weights[t] * likeness[s][t];
                all += weights[t] * Math.Max(Math.Max(likeness[s][t], above), Math.Max(before, after));
            }

            var (covered, holdsRarest) = Coverage(terms, rarity, likeness, s, title);
            var length = 1 - LengthShare + (LengthShare * Math.Min(1, average / Math.Max(1, sentence.Words.Count)));
            return new RankedSentence(s, sentence, all / total * length, own / total, covered, holdsRarest, hits[s]);
        })];
    }

    // Words that only name the kind of answer, or belong to an earlier question, need not be there.
    private static (double Covered, bool HoldsRarest) Coverage(IReadOnlyList<QuestionTerm> terms, double[] rarity, double[][] likeness, int sentence, int? title)
    {
        var (held, all, rarest, holdsRarest) = (0.0, 0.0, 0.0, true);
        for (var t = 0; t < terms.Count; t++)
        {
            if (terms[t].Weight < 1)
            {
                continue;
            }

            var like = title is { } top ? likeness[top][t] : 0;
            for (var s = Math.Max(0, sentence - 1); s <= Math.Min(likeness.Length - 1, sentence + 1); s++)
            {
                like = Math.Max(like, likeness[s][t]);
            }

            held += like > 0 ? rarity[t] : 0;
            all += rarity[t];
            holdsRarest = rarity[t] > rarest ? like > 0 : holdsRarest && (rarity[t] < rarest || like > 0);
            rarest = Math.Max(rarest, rarity[t]);
        }

        return (all > 0 ? held / all : 1, holdsRarest);
    }

    private static double[] Rarity(IReadOnlyList<QuestionTerm> terms, double[][] likeness)
    {
        var rarity = new double[terms.Count];
        for (var t = 0; t < terms.Count; t++)
        {
            var holders = likeness.Count(row => row[t] > 0);
            rarity[t] = CommonWord + Math.Log(1 + ((likeness.Length - holders + 0.5) / (holders + 0.5)));
        }

        return rarity;
    }
}
