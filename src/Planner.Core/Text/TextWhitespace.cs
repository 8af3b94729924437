using System.Text;

namespace Planner.Text;

/// <summary>Reads wrapped text as one line.</summary>
public static class TextWhitespace
{
    /// <summary>Turns every run of white space into one space, drops it at both ends, and joins words that were hyphenated at a line end.</summary>
    /// <param name="text">Any text.</param>
    public static string Collapse(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\u00AD')
            {
                continue;
            }

            if (!char.IsWhiteSpace(text[i]))
            {
                result.Append(text[i]);
                continue;
            }

            var start = i;
            while (i + 1 < text.Length && char.IsWhiteSpace(text[i + 1]))
            {
                i++;
            }

            if (JoinsHyphen(text, start, i + 1))
            {
                result.Length--;
            }
            else if (result.Length > 0 && i + 1 < text.Length)
            {
                result.Append(' ');
            }
        }

        return result.ToString();
    }

    /// <summary>Whether a word was cut by a hyphen at a line end: letter, hyphen, white space with a line break, small letter.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="gapStart">Offset of the first white space.</param>
    /// <param name="gapEnd">Offset just after the last white space.</param>
    public static bool JoinsHyphen(ReadOnlySpan<char> text, int gapStart, int gapEnd) =>
        gapStart >= 2 && gapEnd < text.Length && (text[gapStart - 1] is '-' or '\u2010') && char.IsLetter(text[gapStart - 2])
        && char.IsLower(text[gapEnd]) && text[gapStart..gapEnd].Contains('\n');
}
