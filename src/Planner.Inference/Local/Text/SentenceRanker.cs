using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>
/// Ranks the sentences of a context by the weight of the question that they hold. Terms weigh by the inverse document frequency of BM25
/// (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework", equation 3.3); what a neighbour holds counts in part.
/// </summary>
internal static class SentenceRanker
{
    private const double NeighbourShare = 0.35;

    // BM25's length normalisation, kept mild: a sentence is short by nature.
    private const double LengthShare = 0.1;

    /// <summary>Scores every sentence, in document order.</summary>
    /// <param name="question">The question.</param>
    /// <param name="sentences">The sentences of the context.</param>
    public static List<RankedSentence> Rank(Question question, List<StemmedSentence> sentences)
    {
        var terms = question.Terms;
        var likeness = new double[sentences.Count][];
        var hits = sentences.ConvertAll(s => new double[s.Words.Count]);
        var known = terms.Select(_ => new Dictionary<string, double>(StringComparer.Ordinal)).ToArray();
        for (var s = 0; s < sentences.Count; s++)
        {
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

        var weights = Weights(terms, likeness);
        var total = Math.Max(weights.Sum(), 1e-9);
        var average = sentences.Count == 0 ? 1 : Math.Max(1, sentences.Average(s => s.Words.Count));
        return [.. sentences.Select((sentence, s) =>
        {
            var (own, all) = (0.0, 0.0);
            for (var t = 0; t < terms.Count; t++)
            {
                var near = Math.Max(s > 0 ? likeness[s - 1][t] : 0, s + 1 < sentences.Count ? likeness[s + 1][t] : 0);
                own += weights[t] * likeness[s][t];
                all += weights[t] * Math.Max(likeness[s][t], NeighbourShare * near);
            }

            var length = 1 - LengthShare + (LengthShare * Math.Min(1, average / Math.Max(1, sentence.Words.Count)));
            return new RankedSentence(s, sentence, all / total * length, own / total, hits[s]);
        })];
    }

    private static double[] Weights(IReadOnlyList<QuestionTerm> terms, double[][] likeness)
    {
        var weights = new double[terms.Count];
        for (var t = 0; t < terms.Count; t++)
        {
            var holders = likeness.Count(row => row[t] > 0);
            weights[t] = terms[t].Weight * Math.Log(1 + ((likeness.Length - holders + 0.5) / (holders + 0.5)));
        }

        return weights;
    }
}
