using System.Globalization;
using System.Text;

namespace Planner.Text;

/// <summary>Splits a text of any script into words, numbers and symbols with their offsets.</summary>
public static class Tokenizer
{
    /// <summary>Lists the tokens of a text in order. White space and control characters belong to none.</summary>
    /// <param name="text">Any text.</param>
    public static List<Token> Tokenize(ReadOnlySpan<char> text)
    {
        var tokens = new List<Token>(text.Length / 5);
        for (var i = 0; i < text.Length;)
        {
            var length = TokenAt(text, i, out var kind);
            if (length > 0)
            {
                tokens.Add(new Token(i, length, kind));
                i += length;
            }
            else
            {
                i++;
            }
        }

        return tokens;
    }

    /// <summary>Lists only the words and numbers of a text in order.</summary>
    /// <param name="text">Any text.</param>
    public static List<Token> Words(ReadOnlySpan<char> text)
    {
        var tokens = Tokenize(text);
        tokens.RemoveAll(t => t.Kind == TokenKind.Symbol);
        return tokens;
    }

    private static int TokenAt(ReadOnlySpan<char> text, int start, out TokenKind kind)
    {
        var c = text[start];
        if (c <= ' ' || char.IsWhiteSpace(c) || char.IsControl(c))
        {
            kind = TokenKind.Symbol;
            return 0;
        }

        var hasLetter = false;
        var i = start;
        while (i < text.Length)
        {
            var step = WordCharacter(text, i, out var letter);
            if (step > 0)
            {
                hasLetter |= letter;
                i += step;
            }
            else if (i > start && i + 1 < text.Length && IsJoint(text, i, hasLetter))
            {
                i++;
            }
            else
            {
                break;
            }
        }

        kind = i == start ? TokenKind.Symbol : hasLetter ? TokenKind.Word : TokenKind.Number;
        return i > start ? i - start : char.IsHighSurrogate(c) && start + 1 < text.Length && char.IsLowSurrogate(text[start + 1]) ? 2 : 1;
    }

    private static int WordCharacter(ReadOnlySpan<char> text, int i, out bool letter)
    {
        var c = text[i];
        letter = char.IsLetter(c);
        if (letter || char.IsDigit(c))
        {
            return 1;
        }

        if (char.IsSurrogate(c))
        {
            Rune.DecodeFromUtf16(text[i..], out var rune, out var consumed);
            letter = Rune.IsLetter(rune);
            return letter || Rune.IsDigit(rune) ? consumed : 0;
        }

        var category = CharUnicodeInfo.GetUnicodeCategory(c);
        var mark = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
        letter = mark;
        return mark || c == '\u00AD' ? 1 : 0;
    }

    // Apostrophes and hyphens join letters; points, commas and colons join digits.
    private static bool IsJoint(ReadOnlySpan<char> text, int i, bool hasLetter)
    {
        var (before, after) = (text[i - 1], text[i + 1]);
        return text[i] switch
        {
            '\'' or '’' => char.IsLetter(before) && char.IsLetter(after),
            '-' or '\u2010' or '\u2011' => hasLetter && char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after),
            '.' or ',' or ':' => !hasLetter && char.IsDigit(before) && char.IsDigit(after),
            _ => false,
        };
    }
}
