namespace Planner.Inference.Local.Text.Meaning;

/// <summary>
/// Scores passages by how well they answer a query: BM25 (Robertson and Zaragoza 2009, equation 3.15) over stems, where synonyms and words
/// of one family count in part, and a little more for a passage that holds what the question word asks for (a date, a place, a reason, a
/// name). The score is the share of the best that a passage could reach, 0 to 1.
/// </summary>
internal static class PassageRanker
{
    private const double Saturation = 1.2;
    private const double LengthShare = 0.15;
    private const double AnswerBonus = 0.25;

    // A passage that shares no word with the query is unlikely to hold the answer, whatever its form.
    private const double StrangerShare = 0.7;

    // A word of every passage must still count a little.
    private const double CommonWord = 0.3;
    private const double StopWeight = 0.05;

    /// <summary>A score for each passage, in their order.</summary>
    public static double[] Score(string query, IReadOnlyList<string> passages, CancellationToken cancellationToken)
    {
        var read = passages.Select(passage => MeaningWord.Read(passage)).ToArray();
        var counts = read.Select(words => words.CountBy(word => word).ToArray()).ToArray();
        var terms = MeaningWord.Read(query).DistinctBy(word => word.Stem).ToArray();
        var average = Math.Max(1, read.Average(words => (double)words.Count));
        var scores = new double[passages.Count];
        var best = 0.0;
        foreach (var term in terms)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var frequency = counts.Select(words => Frequency(term, words)).ToArray();
            var holders = frequency.Count(count => count >= 0.5);
            var rarity = CommonWord + Math.Log(1 + ((read.Length - holders + 0.5) / (holders + 0.5)));
            var weight = rarity * (term.IsStop || term.IsNegation || AnswerWish.IsQuestionWord(term.Stem) ? StopWeight : 1);
            best += weight;
            for (var i = 0; i < scores.Length; i++)
            {
                var length = 1 - LengthShare + (LengthShare * read[i].Count / average);
                scores[i] += weight * frequency[i] * (Saturation + 1) / (frequency[i] + (Saturation * length));
            }
        }

        var wish = AnswerWish.Of(query);
        for (var i = 0; i < scores.Length; i++)
        {
            var shared = best <= 0 ? 0 : scores[i] / best;
            var bonus = wish.Holds(passages[i]) ? AnswerBonus * (shared > 0 ? 1 : StrangerShare) : 0;
            scores[i] = Math.Clamp((shared * (1 - AnswerBonus)) + bonus, 0, 1);
        }

        return scores;
    }

    // A synonym that stands there often is no better than one that stands there once.
    private static double Frequency(MeaningWord term, KeyValuePair<MeaningWord, int>[] words)
    {
        var (same, alike) = (0, 0.0);
        foreach (var (word, count) in words)
        {
            if (word.Stem == term.Stem)
            {
                same += count;
            }
            else if (!word.IsStop)
            {
                alike = Math.Max(alike, SentenceComparer.Likeness(term, word));
            }
        }

        return same + (same > 0 ? 0 : alike);
    }
}
