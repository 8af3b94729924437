using Planner.Inference.Local.Text.Meaning;
using Planner.Planning;

namespace Planner.Inference.Local.Text;

/// <summary>What a step of text classification wants to know, by the words of its instruction.</summary>
internal static class ClassificationPurpose
{
    private static readonly HashSet<string> s_sentiment = [.. Thesaurus.Stems(
        "sentiment positive negative polarity attitude mood tone opinion review feedback тональность настроение позитивный негативный положительный отрицательный отзыв отношение")];

    private static readonly HashSet<string> s_language = [.. Thesaurus.Stems("language languages язык языке")];

    private static readonly HashSet<string> s_other = [.. Thesaurus.Stems(
        "spam toxic toxicity emotion emotions intent topic genre irony sarcasm formality grammatical спам токсичность токсичный эмоция эмоции намерение тема жанр ирония сарказм рубрика")];

    /// <summary>What a classification may be for.</summary>
    internal enum Kind
    {
        /// <summary>The instruction does not say.</summary>
        Unsaid,

        /// <summary>Praise or blame.</summary>
        Sentiment,

        /// <summary>Which language.</summary>
        Language,

        /// <summary>Something else, such as spam.</summary>
        Other,
    }

    /// <summary>The purpose of a step; what stands in quotes is the text to label, not the wish.</summary>
    public static Kind Of(PlanStep step)
    {
        var stems = MeaningWord.Read(Unquoted(step.Instruction)).Select(word => word.Stem).ToHashSet(StringComparer.Ordinal);
        return stems.Overlaps(s_sentiment) ? Kind.Sentiment
            : stems.Overlaps(s_other) ? Kind.Other
            : stems.Overlaps(s_language) ? Kind.Language
            : Kind.Unsaid;
    }

    private static string Unquoted(string text)
    {
        var kept = new System.Text.StringBuilder();
        var closing = '\0';
        foreach (var c in text)
        {
            if (closing == '\0')
            {
                closing = c switch { '"' => '"', '«' => '»', '“' => '”', _ => '\0' };
                kept.Append(closing == '\0' ? c : ' ');
            }
            else if (c == closing)
            {
                closing = '\0';
            }
        }

        return kept.ToString();
    }
}
