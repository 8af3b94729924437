namespace Planner.Text;

/// <summary>
/// Finds the sentences of a text, English and Russian rules, as offsets into the original. Abbreviations, initials, decimals and dates
/// do not end a sentence; neither does a line break inside one (scanned text). Blank lines, list items and "Label: value" lines do.
/// </summary>
public static class SentenceSplitter
{
    /// <summary>A longer run without an end of sentence is cut at white space, so that what reads sentences stays fast.</summary>
    public const int MaxLength = 1500;

    private const string Closers = "\"'”’»)]";
    private const string Bullets = "-–—•*·▪◦●";

    /// <summary>Lists the sentences in order. Spans carry no white space at either end, never overlap and leave out only white space.</summary>
    /// <param name="text">Any text.</param>
    public static List<TextSpan> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sentences = new List<TextSpan>();
        foreach (var block in TextBlocks.Split(text))
        {
            SplitBlock(text, block, sentences);
        }

        return sentences;
    }

    private static void SplitBlock(string text, TextSpan block, List<TextSpan> sentences)
    {
        var start = block.Start;
        for (var i = block.Start; i < block.End; i++)
        {
            if (text[i] is not ('.' or '!' or '?' or '…' or '。' or '！' or '？'))
            {
                continue;
            }

            var end = i + 1;
            while (end < block.End && text[end] is '.' or '!' or '?' or '…')
            {
                end++;
            }

            while (end < block.End && Closers.Contains(text[end]))
            {
                end++;
            }

            if (EndsSentence(text.AsSpan(0, block.End), start, i, end))
            {
                Add(text, new TextSpan(start, end), sentences);
                start = end;
            }

            i = end - 1;
        }

        Add(text, new TextSpan(start, block.End), sentences);
    }

    private static void Add(string text, TextSpan span, List<TextSpan> sentences)
    {
        var trimmed = span.Trim(text);
        while (trimmed.Length > MaxLength)
        {
            var space = text.LastIndexOfAny([' ', '\n', '\t'], trimmed.Start + MaxLength, MaxLength / 2);
            var cut = space < 0 ? trimmed.Start + MaxLength : space;
            sentences.Add(new TextSpan(trimmed.Start, cut).Trim(text));
            trimmed = new TextSpan(cut, trimmed.End).Trim(text);
        }

        if (trimmed.Length > 0)
        {
            sentences.Add(trimmed);
        }
    }

    private static bool EndsSentence(ReadOnlySpan<char> text, int start, int mark, int end)
    {
        if (text[mark] is '。' or '！' or '？' || end >= text.Length)
        {
            return true;
        }

        var next = end;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
        {
            next++;
        }

        if (next == end)
        {
            return false;
        }

        if (next == text.Length)
        {
            return true;
        }

        while (next < text.Length - 1 && ("\"'“‘«([".Contains(text[next]) || (Bullets.Contains(text[next]) && text[mark] != '.')))
        {
            next++;
            while (next < text.Length - 1 && text[next] == ' ')
            {
                next++;
            }
        }

        if (char.IsLower(text[next]))
        {
            return false;
        }

        return text[mark] != '.' || mark + 1 < end && text[mark + 1] == '.' || !IsAbbreviation(text, start, mark, next);
    }

    private static bool IsAbbreviation(ReadOnlySpan<char> text, int start, int mark, int next)
    {
        var word = WordBefore(text, start, mark);
        if (word.IsEmpty)
        {
            return false;
        }

        var atStart = text[start..mark].TrimStart().Length == word.Length;
        if (IsItemNumber(word) && atStart)
        {
            return true;
        }

        var nextWord = WordAt(text, next);
        var startsAfresh = nextWord.Length > 1 && char.IsUpper(nextWord[0]) && StopWords.Contains(nextWord);
        if (word.Length == 1 && char.IsUpper(word[0]))
        {
            return !startsAfresh || atStart;
        }

        if (word is "г" or "в" or "м" or "ч")
        {
            // "2024 г. Компания …" ends; "г. Москва" and "в г. Казани" do not.
            return !PrecededByDigit(text, mark - word.Length) || !char.IsUpper(text[next]);
        }

        if (Abbreviations.MayEnd(word))
        {
            return !char.IsUpper(text[next]);
        }

        return Abbreviations.NeverEnds(word) && (!startsAfresh || word.Contains('.')) && !(word is "no" && !char.IsDigit(text[next]));
    }

    private static ReadOnlySpan<char> WordBefore(ReadOnlySpan<char> text, int start, int end)
    {
        var i = end;
        while (i > start && (char.IsLetterOrDigit(text[i - 1]) || text[i - 1] is '-' or '/' || (text[i - 1] == '.' && i < end)))
        {
            i--;
        }

        return text[i..end].TrimStart('.');
    }

    private static ReadOnlySpan<char> WordAt(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }

        return text[start..end];
    }

    private static bool IsItemNumber(ReadOnlySpan<char> word) =>
        word.Length <= 8 && !word.ContainsAnyExceptInRange('.', '9') && !word.Contains('/');

    private static bool PrecededByDigit(ReadOnlySpan<char> text, int end)
    {
        var before = text[..end].TrimEnd();
        return before.Length > 0 && char.IsDigit(before[^1]);
    }
}
