using System.Text;

namespace Planner.Inference.Local;

/// <summary>Line breaks that a page made, as against those that the writer made.</summary>
internal static class TextLines
{
    // A shorter line was ended by its writer: a title, a list, an address.
    private const int Full = 35;

    /// <summary>
    /// Joins lines that were broken for the width of the page: the line is a full one, does not end a sentence, and the next goes on with a
    /// small letter or a digit.
    /// </summary>
    public static string Unwrap(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var joined = new StringBuilder(lines[0]);
        for (var i = 1; i < lines.Length; i++)
        {
            joined.Append(IsBroken(lines[i - 1].AsSpan().TrimEnd(), lines[i].AsSpan().TrimStart()) ? ' ' : '\n').Append(lines[i]);
        }

        return joined.ToString();
    }

    private static bool IsBroken(ReadOnlySpan<char> line, ReadOnlySpan<char> next) =>
        line.Length >= Full && next.Length > 0 && line[^1] is not ('.' or '!' or '?' or ':' or '…')
        && (char.IsLower(next[0]) || char.IsDigit(next[0]) || (char.IsLetter(next[0]) && char.IsLower(line[^1])));
}
