using System.Text;
using Planner.Text;
using Planner.Values;

namespace Planner.Ensembles;

/// <summary>
/// The text that is most like all others, each counted by its weight: the choice of least expected loss when what the members say is what is likely (S. Kumar,
/// W. Byrne: Minimum Bayes-risk decoding, HLT-NAACL 2004). Texts are as alike as their runs of three letters (Dice's coefficient), which works in any script.
/// </summary>
internal static class TextMedoid
{
    private const int Run = 3;
    private const int MaxThemes = 8;

    // Longer texts are compared by their beginning: two thousand words say what a text is about.
    private const int Compared = 16_000;

    public static (Value Value, Consensus How) Of(IReadOnlyList<MemberAnswer> answers)
    {
        var texts = answers.Select(answer => ((TextValue)answer.Value).Text).ToList();
        var runs = texts.ConvertAll(RunsOf);
        var sum = answers.Sum(answer => answer.Weight);
        var (best, likeness) = (0, -1.0);
        var agreement = 0.0;
        for (var one = 0; one < answers.Count; one++)
        {
            var mean = Enumerable.Range(0, answers.Count).Where(other => other != one).Sum(other => answers[other].Weight * Likeness(runs[one], runs[other])) / (sum - answers[one].Weight);
            agreement += answers[one].Weight * mean / sum;

            // Of texts that are equally like the others that of the better model, which comes first.
            if (mean > likeness + 1e-9)
            {
                (best, likeness) = (one, mean);
            }
        }

        return (answers[best].Value with { Confidence = agreement }, new Consensus { Method = "medoid", Agreement = agreement, Chosen = answers[best].Model, Themes = Themes(texts) });
    }

    /// <summary>How alike two texts are, 0 to 1.</summary>
    public static double Likeness(string one, string other) => Likeness(RunsOf(one), RunsOf(other));

    /// <summary>What at least half of the texts, and at least two, speak of: words without stop words, by how many texts have them.</summary>
    public static IReadOnlyList<string> Themes(IReadOnlyList<string> texts)
    {
        var words = new Dictionary<string, (string Word, HashSet<int> Texts, int Count)>(StringComparer.Ordinal);
        for (var text = 0; text < texts.Count; text++)
        {
            foreach (var word in WordsOf(texts[text]))
            {
                var stem = Stemmer.Stem(word);
                var (first, seen, count) = words.GetValueOrDefault(stem, (word, [], 0));
                seen.Add(text);
                words[stem] = (first, seen, count + 1);
            }
        }

        return
        [
            .. words.Values.Where(word => word.Texts.Count >= Math.Max(2, (texts.Count + 1) / 2))
                .OrderByDescending(word => word.Texts.Count).ThenByDescending(word => word.Count).ThenBy(word => word.Word, StringComparer.Ordinal)
                .Take(MaxThemes).Select(word => word.Word),
        ];
    }

    private static IEnumerable<string> WordsOf(string text)
    {
        var word = new StringBuilder();
        foreach (var c in text.Append(' '))
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToLowerInvariant(c));
            }
            else if (word.Length > 0)
            {
                var whole = word.ToString();
                word.Clear();
                if (whole.Length > 2 && !StopWords.Contains(whole))
                {
                    yield return whole;
                }
            }
        }
    }

    private static Dictionary<string, int> RunsOf(string text)
    {
        var plain = new StringBuilder(" ");
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, Compared)))
        {
            if (char.IsLetterOrDigit(c))
            {
                plain.Append(char.ToLowerInvariant(c));
            }
            else if (plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        if (plain[^1] != ' ')
        {
            plain.Append(' ');
        }

        var runs = new Dictionary<string, int>(StringComparer.Ordinal);
        var whole = plain.ToString();
        for (var start = 0; start + Run <= whole.Length; start++)
        {
            var run = whole.Substring(start, Run);
            runs[run] = runs.GetValueOrDefault(run) + 1;
        }

        return runs;
    }

    private static double Likeness(Dictionary<string, int> one, Dictionary<string, int> other)
    {
        var all = one.Values.Sum() + other.Values.Sum();
        return all == 0 ? 1 : 2.0 * one.Sum(run => Math.Min(run.Value, other.GetValueOrDefault(run.Key))) / all;
    }
}
