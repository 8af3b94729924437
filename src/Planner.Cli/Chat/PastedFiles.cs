namespace Planner.Cli.Chat;

/// <summary>Finds paths of files in a message: as a terminal pastes them, quoted, with escaped spaces, as file: addresses.</summary>
internal static class PastedFiles
{
    /// <summary>The message with each path as the file's name, those before its first word left out, and the paths. A message of paths alone comes back empty.</summary>
    /// <param name="message">What was typed.</param>
    /// <param name="folder">Where relative paths start.</param>
    public static (string Text, IReadOnlyList<string> Paths) Take(string message, string folder)
    {
        var paths = new List<string>();
        var words = new List<string>();
        foreach (var word in Words(message))
        {
            if (PathOf(word, folder) is { } path)
            {
                paths.Add(path);
                if (words.Count > 0)
                {
                    words.Add(Path.GetFileName(path));
                }
            }
            else
            {
                words.Add(word);
            }
        }

        return paths.Count == 0 ? (message, paths) : (string.Join(' ', words), paths);
    }

    // A bare word is taken for a file only when it looks like a path or has an ending: "notes" is a word.
    private static string? PathOf(string word, string folder)
    {
        var bare = word.Trim('\'', '"', ',', ';').Replace("\\ ", " ", StringComparison.Ordinal);
        bare = bare.StartsWith("file://", StringComparison.Ordinal) && Uri.TryCreate(bare, UriKind.Absolute, out var address) ? address.LocalPath : bare;
        bare = bare.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), bare[2..]) : bare;
        if (bare.Length == 0 || bare.Contains('\0', StringComparison.Ordinal) || !(bare.Contains('/', StringComparison.Ordinal) || Path.HasExtension(bare)))
        {
            return null;
        }

        var path = Path.GetFullPath(bare, folder);
        return File.Exists(path) ? path : null;
    }

    // Splits at spaces that are neither quoted nor escaped; quotes inside words, such as "don't", open nothing.
    private static IEnumerable<string> Words(string message)
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
                    yield return message[start..i];
                }

                start = i + 1;
            }
        }
    }
}
