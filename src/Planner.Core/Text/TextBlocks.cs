using System.Globalization;
using System.Text.RegularExpressions;

namespace Planner.Text;

/// <summary>Cuts a text where no sentence can go on: at blank lines, list items, headings and "Label: value" lines.</summary>
internal static partial class TextBlocks
{
    /// <summary>A line below this share of the longest line of its paragraph was ended on purpose, not wrapped.</summary>
    private const double ShortLine = 0.55;

    /// <summary>Lists the blocks in order; blank blocks are left out.</summary>
    /// <param name="text">Any text.</param>
    public static List<TextSpan> Split(string text)
    {
        var lines = Lines(text);
        var blocks = new List<TextSpan>();
        for (var first = 0; first < lines.Count;)
        {
            if (lines[first].Length == 0)
            {
                first++;
                continue;
            }

            var last = first;
            while (last + 1 < lines.Count && lines[last + 1].Length > 0)
            {
                last++;
            }

            SplitParagraph(text, lines, first, last, blocks);
            first = last + 1;
        }

        return blocks;
    }

    private static List<TextSpan> Lines(string text)
    {
        var lines = new List<TextSpan>();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] is '\n' or '\f' or '\u2029' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                lines.Add(new TextSpan(start, i).Trim(text));
                start = i + 1;
            }
        }

        return lines;
    }

    private static void SplitParagraph(string text, List<TextSpan> lines, int first, int last, List<TextSpan> blocks)
    {
        var longest = 0;
        for (var i = first; i <= last; i++)
        {
            longest = Math.Max(longest, lines[i].Length);
        }

        var start = lines[first].Start;
        for (var i = first; i < last; i++)
        {
            if (BreaksBetween(lines[i].In(text), lines[i + 1].In(text), longest))
            {
                blocks.Add(new TextSpan(start, lines[i].End));
                start = lines[i + 1].Start;
            }
        }

        blocks.Add(new TextSpan(start, lines[last].End));
    }

    private static bool BreaksBetween(ReadOnlySpan<char> line, ReadOnlySpan<char> next, int longest)
    {
        if (IsListItem(next) || IsLabelled(next))
        {
            return true;
        }

        var opens = char.IsUpper(next[0]) || char.IsDigit(next[0]);
        if (char.IsUpper(next[0]) && char.IsLetter(line[0]) && ((EndsInAmount(line) && !StartsWithCurrency(next)) || (IsTimetableRow(line) && IsTimetableRow(next))))
        {
            return true;
        }

        return opens && !IsHyphenated(line) && (line.Length < longest * ShortLine || (IsLabelled(line) && line.Length < longest * 0.8));
    }

    // A line of a bill or a receipt: "Standing charge 41.40 GBP".
    private static bool EndsInAmount(ReadOnlySpan<char> line)
    {
        var end = line.TrimEnd(".* ");
        var unit = end.Length;
        while (unit > 0 && end.Length - unit < 4 && (char.IsLetter(end[unit - 1]) || char.GetUnicodeCategory(end[unit - 1]) == UnicodeCategory.CurrencySymbol))
        {
            unit--;
        }

        var number = end[..unit].TrimEnd();
        return number.Length > 4 && char.IsDigit(number[^1]) && char.IsDigit(number[^2]) && number[^3] is '.' or ',' && char.IsDigit(number[^4]);
    }

    // "Thursday 09:00 Chemistry Room 22": a row with a time, not a sentence with one.
    private static bool IsTimetableRow(ReadOnlySpan<char> line) => line.Count(' ') < 10 && line[^1] is not ('.' or ',' or ';') && Time().IsMatch(line);

    [GeneratedRegex(@"(?<!\d)\d{1,2}[:.]\d\d(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    private static bool StartsWithCurrency(ReadOnlySpan<char> line) => line.Length >= 3 && char.IsUpper(line[1]) && char.IsUpper(line[2]) && (line.Length == 3 || !char.IsLetter(line[3]));

    private static bool IsHyphenated(ReadOnlySpan<char> line) => line[^1] is '-' or '\u00AD';

    private static bool IsListItem(ReadOnlySpan<char> line)
    {
        if (line.Length > 2 && "-–—•*·▪◦●".Contains(line[0]) && line[1] is ' ' or '\t')
        {
            return true;
        }

        var i = 0;
        while (i < line.Length && i < 6 && (char.IsDigit(line[i]) || (i > 0 && line[i] == '.')))
        {
            i++;
        }

        // "1. Pay", "2) Pay", "a) Pay"; "12.5 kg" and "2024. The" are text.
        var letter = i == 0 && char.IsLetter(line[0]) && line.Length > 2 && line[1] == ')' && line[2] == ' ';
        return letter || (i is > 0 and <= 5 && i + 1 < line.Length
            && ((line[i] == ')' && line[i + 1] == ' ') || (line[i - 1] == '.' && i <= 4 && line[i] == ' ')));
    }

    // At most three words, the first with a capital, then a colon: "Total due: 45", "От: Алексей".
    private static bool IsLabelled(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(':');
        if (colon is < 2 or > 30 || !char.IsUpper(line[0]))
        {
            return false;
        }

        var after = colon + 1 == line.Length || line[colon + 1] == ' ' || line[colon + 1] == '\t';
        return after && line[..colon].Count(' ') <= 3 && !line[..colon].ContainsAny(".,;");
    }
}
