using Planner.Inference.Local.Text;
using Planner.Text;

namespace Planner.Tests.Inference.Local.Text;

/// <summary>
/// Scores answers as SQuAD does (Rajpurkar et al. 2016): exact match and word F1 after dropping case, punctuation and articles. Lists of
/// answers score by the harmonic mean of recall (best F1 per expected answer) and precision (best F1 per given answer).
/// </summary>
internal static class AnswerScore
{
    /// <summary>A given answer below this score counts as "no answer".</summary>
    public const double NoAnswer = 0.3;

    public static (bool Exact, double F1) Of(QuestionItem item, IReadOnlyList<TextAnswer> answers)
    {
        var given = answers.Where(a => a.Score >= NoAnswer).Select(a => a.Text).ToList();
        if (item.Answers.Count == 0)
        {
            return (given.Count == 0, given.Count == 0 ? 1 : 0);
        }

        if (answers.Count == 0)
        {
            return (false, 0);
        }

        if (!item.All)
        {
            var best = answers.MaxBy(a => a.Score)!.Text;
            return (item.Answers.Any(a => Words(a).SequenceEqual(Words(best))), item.Answers.Max(a => F1(a, best)));
        }

        var recall = item.Answers.Average(a => answers.Max(g => F1(a, g.Text)));
        var precision = answers.Average(g => item.Answers.Max(a => F1(a, g.Text)));
        var f1 = recall + precision == 0 ? 0 : 2 * recall * precision / (recall + precision);
        return (f1 > 0.999, f1);
    }

    private static double F1(string expected, string given)
    {
        var (wanted, found) = (Words(expected), Words(given));
        var common = wanted.GroupBy(w => w).Sum(g => Math.Min(g.Count(), found.Count(w => w == g.Key)));
        return common == 0 ? 0 : 2.0 * common / (wanted.Count + found.Count);
    }

    private static List<string> Words(string text) =>
        [.. Tokenizer.Words(text).Select(t => t.In(text).ToString().ToLowerInvariant()).Where(w => w is not ("a" or "an" or "the"))];
}
