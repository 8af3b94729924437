using System.Text;
using System.Text.RegularExpressions;

namespace Planner.Inference.Local.Tables;

/// <summary>Cuts a text into words, numbers, dates and marks.</summary>
internal static partial class TextWords
{
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿёőűłśšžźżčćğıß";
    private const string Plain = "aaaaaaceeeeiiiinoooooouuuuyyеoulsszzzccgis";

    /// <summary>Cuts the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mark">How to read <c>1,250</c>.</param>
    public static IReadOnlyList<TextWord> Cut(string text, DecimalMark mark) =>
        [.. Pieces().Matches(text).Select(match => ToWord(match, mark))];

    /// <summary>The folded words of a short text, without marks.</summary>
    public static IReadOnlyList<string> FoldedWords(string text) =>
        [.. Cut(text, DecimalMark.Point).Where(word => word.Kind is not (TextWordKind.Mark or TextWordKind.Symbol))
            .Select(word => word.Folded)];

    /// <summary>Lower case, without accents; <c>ё</c> as <c>е</c>.</summary>
    public static string Fold(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            char lower = char.ToLowerInvariant(c);
            int at = lower < 128 ? -1 : Accented.IndexOf(lower, StringComparison.Ordinal);
            builder.Append(at >= 0 ? Plain[at] : lower == '’' ? '\'' : lower);
        }

        return builder.ToString();
    }

    private static TextWord ToWord(Match match, DecimalMark mark)
    {
        string text = match.Value;
        if (match.Groups["date"].Success && DateText.TryReadDigits(text, monthFirst: false, out DateOnly date))
        {
            return new TextWord(text, text, match.Index, TextWordKind.Date, null, date);
        }

        if (match.Groups["ordinal"].Success)
        {
            string digits = string.Concat(text.TakeWhile(char.IsAsciiDigit));
            return new TextWord(text, Fold(text), match.Index, TextWordKind.Ordinal,
                NumberText.TryRead(digits, mark, out decimal place, out _) ? place : null, null);
        }

        if (char.IsAsciiDigit(text[0]))
        {
            bool isNumber = NumberText.TryRead(text, mark, out decimal value, out _);
            return new TextWord(text, text, match.Index, isNumber ? TextWordKind.Number : TextWordKind.Word, isNumber ? value : null, null);
        }

        if (match.Groups["word"].Success)
        {
            string folded = Fold(text);
            folded = folded.EndsWith("'s", StringComparison.Ordinal) ? folded[..^2] : folded;
            return new TextWord(text, folded, match.Index, TextWordKind.Word, null, null);
        }

        return new TextWord(text, text, match.Index, match.Groups["symbol"].Success ? TextWordKind.Symbol : TextWordKind.Mark, null, null);
    }

    [GeneratedRegex("""
        (?<date>(?<!\d)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2}))(?![\d]))
        |(?<ordinal>(?<!\d)\d{1,3}(?:st|nd|rd|th|-?(?:ый|ий|ой|й|ая|я|ое|ье|е|го|му|м))(?!\p{L}))
        |\d{1,3}(?:[\ \u00A0\u202F\u2009]\d{3}(?!\d))+(?:[.,]\d{1,2}(?!\d))?
        |\d+(?:[.,']\d+)*
        |(?<word>\p{L}[\p{L}\p{M}\d]*(?:['’-][\p{L}\d][\p{L}\p{M}\d]*)*)
        |(?<symbol>>=|<=|[<>=≥≤$€£₽¥₹%])
        |\n[ \t]*\n|[^\s\p{L}\d]
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Pieces();
}
