using System.Text;
using System.Text.RegularExpressions;

namespace Planner.Cli.Views;

/// <summary>
/// Makes text from users, models and files safe to print: escape sequences and control characters could move the cursor, change the
/// terminal's title or its clipboard, and bidirectional overrides could make a file name read as another.
/// </summary>
internal static partial class TerminalText
{
    /// <summary>Text of several lines: line feeds stay, tabs become spaces.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return text ?? "";
        }

        var clean = new StringBuilder(text.Length);
        foreach (var c in EscapeSequence().Replace(text, ""))
        {
            if (c is '\n' or '\u2028' or '\u2029')
            {
                clean.Append('\n');
            }
            else if (c == '\t')
            {
                clean.Append("    ");
            }
            else if (!IsUnsafe(c))
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }

    /// <summary>Text as one line: every run of white space is one space.</summary>
    public static string OneLine(string? text) => WhiteSpace().Replace(Clean(text), " ").Trim();

    /// <summary>Text as one line, its spaces as they are.</summary>
    public static string OneLineKeepingSpaces(string? text) => Clean(text).Replace('\n', ' ');

    private static bool IsUnsafe(char c) =>
        char.IsControl(c)
        || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF';

    // CSI, then strings (OSC, DCS, PM, APC, SOS) with their ends, then two-character escapes; each with its one-byte C1 form.
    [GeneratedRegex(@"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?|\x1b[ -/]*[0-~]?")]
    private static partial Regex EscapeSequence();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
