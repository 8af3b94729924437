namespace Planner.Inference.Local.Tables;

/// <summary>Finds dates in a row of words: digits, <c>15 March 2027</c>, <c>March 15, 2027</c>, <c>15 марта 2027 года</c>, <c>March</c>.</summary>
internal static class DateScanner
{
    private static readonly HashSet<string> s_monthLeads = new(StringComparer.Ordinal)
    {
        "in", "of", "since", "until", "till", "before", "after", "during", "from", "to", "by", "for", "between", "and", "each", "per",
    };

    /// <summary>Reads the date that starts at a word.</summary>
    /// <param name="words">The words.</param>
    /// <param name="start">The first word of the date.</param>
    /// <param name="date">What is said.</param>
    /// <param name="length">How many words say it.</param>
    public static bool TryRead(IReadOnlyList<TextWord> words, int start, out PartialDate date, out int length)
    {
        date = default;
        length = 1;
        TextWord word = words[start];
        if (word.Date is { } whole)
        {
            date = new PartialDate(whole.Year, whole.Month, whole.Day);
            length += YearWord(words, start + 1);
            return true;
        }

        if (Day(word) is { } day)
        {
            int at = Skip(words, start + 1, "of", "de", "-");
            if (at < words.Count && MonthNames.TryRead(words[at].Folded, out int month, out _) && day <= DateTime.DaysInMonth(2024, month))
            {
                (int? year, int end) = Year(words, Skip(words, at + 1, ".", ",", "of", "de", "del"), at + 1);
                (date, length) = (new PartialDate(year, month, day), end - start);
                return true;
            }

            return false;
        }

        return word.Kind == TextWordKind.Word && MonthNames.TryRead(word.Folded, out int named, out bool isShort)
            && TryReadMonthFirst(words, start, named, isShort, out date, out length);
    }

    private static bool TryReadMonthFirst(
        IReadOnlyList<TextWord> words, int start, int month, bool isShort, out PartialDate date, out int length)
    {
        int at = Skip(words, start + 1, ".");
        if (at < words.Count && Day(words[at]) is { } day && day <= DateTime.DaysInMonth(2024, month))
        {
            (int? year, int end) = Year(words, Skip(words, at + 1, ","), at + 1);
            (date, length) = (new PartialDate(year, month, day), end - start);
            return true;
        }

        (int? ofYear, int after) = Year(words, Skip(words, at, ",", "of", "de"), start + 1);
        (date, length) = (new PartialDate(ofYear, month, null), after - start);
        bool isWord = isShort || (words[start].Folded is "may" or "march" && !(words[start].IsCapital && start > 0));
        return ofYear is not null || !isWord || (!isShort && start > 0 && s_monthLeads.Contains(words[start - 1].Folded));
    }

    private static int? Day(TextWord word) =>
        word.Kind is TextWordKind.Number or TextWordKind.Ordinal && word.Number is >= 1 and <= 31
            && word.Number == decimal.Truncate(word.Number.Value)
            ? (int)word.Number.Value
            : null;

    private static (int? Year, int End) Year(IReadOnlyList<TextWord> words, int at, int otherwise)
    {
        bool isYear = at < words.Count && IsYear(words[at]);
        return isYear ? ((int)words[at].Number!.Value, at + 1 + YearWord(words, at + 1)) : (null, otherwise);
    }

    /// <summary>Whether the word is a year of our times in four digits.</summary>
    public static bool IsYear(TextWord word) =>
        word.Kind == TextWordKind.Number && word.Text.Length == 4 && word.Number is >= 1900 and <= 2100 && word.Text.All(char.IsAsciiDigit);

    private static int YearWord(IReadOnlyList<TextWord> words, int at) =>
        at < words.Count && words[at].Folded is "года" or "год" or "году" or "г" ? 1 : 0;

    private static int Skip(IReadOnlyList<TextWord> words, int at, params ReadOnlySpan<string> fillers)
    {
        bool skips = at < words.Count && fillers.Contains(words[at].Folded);
        return skips ? at + 1 : at;
    }
}
