using System.Globalization;
using System.Text.RegularExpressions;

namespace Planner.Inference.Local.Tables;

/// <summary>
/// Reads whole dates: ISO, <c>d.M.yyyy</c>, <c>d/M/yyyy</c> (or <c>M/d/yyyy</c>), <c>15 March 2027</c>, <c>15 марта 2027</c>. A time of day after
/// the date is ignored. Years of two digits are of this century.
/// </summary>
internal static partial class DateText
{
    /// <summary>Reads a whole cell.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="monthFirst">Whether <c>3/4/2027</c> is the fourth of March.</param>
    /// <param name="date">The date.</param>
    public static bool TryRead(string text, bool monthFirst, out DateOnly date)
    {
        date = default;
        if (text.Length is < 6 or > 40 || !text.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return false;
        }

        string day = TimeOfDay().Replace(text, "");
        if (TryReadDigits(day, monthFirst, out date))
        {
            return true;
        }

        if (!day.Any(char.IsLetter))
        {
            return false;
        }

        IReadOnlyList<TextWord> words = TextWords.Cut(day, DecimalMark.Point);
        if (words.Count > 0 && DateScanner.TryRead(words, 0, out PartialDate partial, out int length) && partial.Whole is { } whole
            && words.Skip(length).All(word => word.Kind == TextWordKind.Mark))
        {
            date = whole;
            return true;
        }

        return false;
    }

    /// <summary>Reads a date in digits.</summary>
    /// <param name="text">The date alone.</param>
    /// <param name="monthFirst">Whether <c>3/4/2027</c> is the fourth of March.</param>
    /// <param name="date">The date.</param>
    public static bool TryReadDigits(string text, bool monthFirst, out DateOnly date)
    {
        date = default;
        Match match = Digits().Match(text);
        if (!match.Success)
        {
            return false;
        }

        int first = Group(match, 1), second = Group(match, 2), third = Group(match, 3);
        (int year, int month, int day) = match.Groups[1].Length == 4 ? (first, second, third)
            : (second > 12 || monthFirst) && first <= 12 && text.Contains('/', StringComparison.Ordinal) ? (third, first, second)
            : (third, second, first);
        year += year < 100 ? 2000 : 0;
        if (year is < 1000 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateOnly(year, month, day);
        return true;
    }

    /// <summary>Whether the cell shows that the month comes first: <c>3/15/2027</c>.</summary>
    public static bool ProvesMonthFirst(string text)
    {
        Match match = Digits().Match(TimeOfDay().Replace(text, ""));
        return match.Success && text.Contains('/', StringComparison.Ordinal) && match.Groups[1].Length < 4 && Group(match, 2) > 12;
    }

    private static int Group(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(\d{4}|\d{1,2})[-./](\d{1,2})[-./](\d{4}|\d{1,2})\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex(@"(?<=\d)[T ,]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[AaPp][Mm]|[+-]\d{2}:?\d{2})?\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TimeOfDay();
}
