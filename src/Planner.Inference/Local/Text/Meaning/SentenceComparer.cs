namespace Planner.Inference.Local.Text.Meaning;

/// <summary>
/// How close two sentences are in meaning, by aligning their words (the idea of Sultan, Bethard and Sumner 2014, "Back to Basics for
/// Monolingual Alignment"): the share of the words of each that find a counterpart in the other, less for a number that differs, a denial
/// that only one of them has, and opposites.
/// </summary>
internal static class SentenceComparer
{
    private const double StopWeight = 0.12;
    private const double NumberWeight = 1.3;
    private const double SynonymLikeness = 0.8;
    private const double LeastLikeness = 0.45;
    private const double DenialFactor = 0.6;
    private const double OppositeFactor = 0.6;
    private const double NumberFactor = 0.8;

    // Comparing is quadratic in the words; the beginning of a long text says what it is about.
    private const int MostWords = 400;

    /// <summary>The words of a sentence, as <see cref="Compare"/> takes them.</summary>
    public static List<MeaningWord> Read(string text)
    {
        var words = MeaningWord.Read(text);
        return words.Count <= MostWords ? words : words[..MostWords];
    }

    /// <summary>0 for nothing in common to 1 for the same words.</summary>
    public static double Compare(List<MeaningWord> first, List<MeaningWord> second)
    {
        var (total, shared) = (0.0, 0.0);
        Add(first, second, ref total, ref shared);
        Add(second, first, ref total, ref shared);
        if (total <= 0)
        {
            return 0;
        }

        var score = shared / total;
        score *= Denials(first) % 2 == Denials(second) % 2 ? 1 : DenialFactor;
        score *= HaveOpposites(first, second) ? OppositeFactor : 1;
        score *= NumbersDiffer(first, second) ? NumberFactor : 1;
        return Math.Clamp(score, 0, 1);
    }

    /// <summary>How well one word stands for another: 1 the same, less for synonyms and words of one family, 0 strangers.</summary>
    public static double Likeness(MeaningWord first, MeaningWord second)
    {
        if (first.Stem == second.Stem)
        {
            return 1;
        }

        if (Thesaurus.AreSame(first.Stem, second.Stem))
        {
            return SynonymLikeness;
        }

        var like = first.IsNumber || second.IsNumber || first.IsStop || second.IsStop ? 0 : LetterGrams.Likeness(first.Stem, second.Stem);
        return like >= LeastLikeness ? like * SynonymLikeness : 0;
    }

    private static void Add(List<MeaningWord> words, List<MeaningWord> others, ref double total, ref double shared)
    {
        foreach (var word in words)
        {
            if (word.IsNegation)
            {
                continue;
            }

            var weight = word.IsNumber ? NumberWeight : word.IsStop ? StopWeight : 1;
            var best = 0.0;
            foreach (var other in others)
            {
                best = Math.Max(best, Likeness(word, other));
            }

            total += weight;
            shared += weight * best;
        }
    }

    private static int Denials(List<MeaningWord> words) => words.Count(word => word.IsNegation);

    private static bool HaveOpposites(List<MeaningWord> first, List<MeaningWord> second) =>
        first.Exists(word => !second.Exists(other => other.Stem == word.Stem)
            && second.Exists(other => Thesaurus.AreOpposite(word.Stem, other.Stem) && !first.Exists(own => own.Stem == other.Stem)));

    private static bool NumbersDiffer(List<MeaningWord> first, List<MeaningWord> second) => Lacks(first, second) && Lacks(second, first);

    private static bool Lacks(List<MeaningWord> words, List<MeaningWord> others) =>
        words.Exists(word => IsAmount(word) && !others.Exists(other => Likeness(word, other) > 0));

    // Written numbers are in the thesaurus beside the digits.
    private static bool IsAmount(MeaningWord word) => word.IsNumber || Thesaurus.IsNumber(word.Stem);
}
