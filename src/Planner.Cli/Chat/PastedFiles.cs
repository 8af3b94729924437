using System.Text;
using System.Text.RegularExpressions;

namespace Planner.Cli.Chat;

/// <summary>Finds paths of files in a message: as a terminal pastes them, quoted, with escaped spaces, as file: addresses.</summary>
internal static partial class PastedFiles
{
    private static readonly char[] Marks = [',', ';', ':', '.', '?', '!', ')'];

    /// <summary>The message with each path as the file's name, those before its first word left out, and the paths. A message of paths alone comes back empty.</summary>
    /// <param name="message">What was typed.</param>
    /// <param name="folder">Where relative paths start.</param>
    public static (string Text, IReadOnlyList<string> Paths) Take(string message, string folder)
    {
        var paths = new List<string>();
        var text = new StringBuilder();
        var end = 0;
        foreach (var word in Words(message))
        {
            // "What is in a.png?" has a mark behind the path that stays in the sentence.
            var bare = message[word].TrimEnd(Marks);
            if ((PathOf(message[word], folder) ?? PathOf(bare, folder)) is { } path)
            {
                paths.Add(path);
                text.Append(message, end, word.Start.Value - end);
                text = string.IsNullOrWhiteSpace(text.ToString()) ? text.Clear() : text.Append(Path.GetFileName(path));
                end = text.Length == 0 ? word.End.Value : word.Start.Value + bare.Length;
            }
        }

        return (text.Append(message, end, message.Length - end).ToString().Trim(), paths);
    }

    /// <summary>The paths in what follows a command: the whole of it, when there is such a file, else each of its words.</summary>
    public static IReadOnlyList<string> PathsIn(string argument, string folder)
    {
        var whole = Full(argument, folder);
        return File.Exists(whole) ? [whole] : [.. Words(argument).Select(word => Full(argument[word], folder))];
    }

    /// <summary>A path as it is typed in a message: its spaces escaped.</summary>
    public static string Typed(string path) => path.Replace(" ", "\\ ", StringComparison.Ordinal);

    /// <summary>Where the word begins that ends at a place.</summary>
    public static int WordAt(string message, int place)
    {
        var last = Words(message[..place]).LastOrDefault();
        return last.End.Value == place ? last.Start.Value : place;
    }

    /// <summary>The path that a typed word stands for.</summary>
    public static string Full(string word, string folder)
    {
        var bare = word.Trim('\'', '"');
        bare = OperatingSystem.IsWindows() ? bare : Escaped().Replace(bare, "$1");
        bare = bare.StartsWith("file://", StringComparison.Ordinal) && Uri.TryCreate(bare, UriKind.Absolute, out var address) ? address.LocalPath : bare;
        bare = bare is "~" or ['~', '/', ..] ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + bare[1..] : bare;
        return Path.GetFullPath(bare.Replace("\0", "", StringComparison.Ordinal), folder);
    }

    // A bare word is taken for a file only when it looks like a path or has an ending: "notes" is a word.
    private static string? PathOf(string word, string folder)
    {
        if (!word.Contains('/', StringComparison.Ordinal) && !Path.HasExtension(word.Trim('\'', '"')))
        {
            return null;
        }

        var path = Full(word, folder);
        return File.Exists(path) ? path : null;
    }

    // Splits at spaces that are neither quoted nor escaped; quotes inside words, such as "don't", open nothing.
    private static IEnumerable<Range> Words(string message)
    {
        var start = 0;
        var quote = '\0';
        for (var i = 0; i <= message.Length; i++)
        {
            var c = i < message.Length ? message[i] : ' ';
            if (quote == '\0' && c is '\'' or '"' && (i == start) && message.IndexOf(c, i + 1) > 0)
            {
                quote = c;
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else if (i == message.Length || (quote == '\0' && char.IsWhiteSpace(c) && (i == 0 || message[i - 1] != '\\')))
            {
                if (i > start)
                {
                    yield return start..i;
                }

                start = i + 1;
            }
        }
    }

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escaped();
}
