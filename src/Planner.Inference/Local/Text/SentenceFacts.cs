using System.Text.RegularExpressions;
using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>How much a sentence states that a reader must not miss: amounts, dates, names, obligations.</summary>
internal static partial class SentenceFacts
{
    /// <summary>0 (none) to 1 (an obligation with an amount, a date and a name).</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="sentence">One sentence of it.</param>
    public static float Weigh(string text, StemmedSentence sentence)
    {
        var kinds = EntityPatterns.Find(sentence.Span.In(text).ToString()).Select(e => e.Kind).ToHashSet();
        var weight = 0f;
        weight += kinds.Contains(EntityKind.Money) || kinds.Contains(EntityKind.Percent) ? 0.3f : 0;
        weight += kinds.Contains(EntityKind.Date) ? 0.25f : kinds.Contains(EntityKind.Duration) || kinds.Contains(EntityKind.Time) ? 0.15f : 0;
        weight += kinds.Contains(EntityKind.Person) || kinds.Contains(EntityKind.Organization) ? 0.15f : 0;
        weight += kinds.Contains(EntityKind.Number) || kinds.Contains(EntityKind.Measure) || kinds.Contains(EntityKind.Place) ? 0.1f : 0;
        weight += Obligation().IsMatch(sentence.Span.In(text)) ? 0.2f : 0;
        return Math.Min(1, weight);
    }

    /// <summary>Words that bind somebody or settle something.</summary>
    [GeneratedRegex(
        @"\b(?:must|shall|has\sto|have\sto|obliged|required|due|deadline|agreed|decided|chose|because|therefore|penalty|fine"
        + @"|долж(?:ен|на|но|ны)|обязан\p{L}{0,2}|обязу\p{L}{2,4}|следует|необходимо|решил\p{L}?|постановил\p{L}?|потому|поэтому|из-за|так\sкак|штраф|пен[яюи]|просим|срок)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Obligation();
}
