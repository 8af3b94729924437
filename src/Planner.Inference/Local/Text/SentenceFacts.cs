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
        var span = sentence.Span.In(text);
        var weight = Amount().IsMatch(span) ? 0.3f : 0;
        weight += Date().IsMatch(span) ? 0.25f : 0;
        weight += Name().IsMatch(span) ? 0.15f : 0;
        weight += span.ContainsAnyInRange('0', '9') ? 0.1f : 0;
        weight += Obligation().IsMatch(span) ? 0.2f : 0;
        return Math.Min(1, weight);
    }

    // Cues only, not whole entities: a summary of a long text must stay fast.
    [GeneratedRegex(@"[$€£₽%]|\b(?:USD|EUR|GBP|RUB|dollars?|euros?|pounds?|percent|million|billion|руб(?:\p{L}{1,4})?|евро|долл\p{L}{0,5}|млн|млрд|процент\p{L}{0,3})\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Amount();

    [GeneratedRegex(@"\b(?:1\d|20)\d\d\b|\b\d{1,2}\.\d{1,2}\.\d{2}|\b(?:" + PatternParts.EnglishMonth + "|" + PatternParts.RussianMonth + "|" + PatternParts.Weekday + ")", RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    // A capital inside the sentence.
    [GeneratedRegex(@"(?<=[\p{Ll},]\s)\p{Lu}\p{Ll}{2,}|«\p{Lu}|\b(?:Ltd|Inc|GmbH|ООО|АО)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    /// <summary>Words that bind somebody or settle something.</summary>
    [GeneratedRegex(
        @"\b(?:must|shall|has\sto|have\sto|obliged|required|due|deadline|agreed|decided|chose|because|therefore|penalty|fine"
        + @"|долж(?:ен|на|но|ны)|обязан\p{L}{0,2}|обязу\p{L}{2,4}|следует|необходимо|решил\p{L}?|постановил\p{L}?|потому|поэтому|из-за|так\sкак|штраф|пен[яюи]|просим|срок)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Obligation();
}
