using Planner.Text;

namespace Planner.Inference.Local.Speech;

/// <summary>The voices of espeak-ng, read from its data folder.</summary>
internal static class EspeakVoices
{
    /// <summary>
    /// For each language that there is a voice for, in lower case and with its region (<c>es</c>, <c>es-419</c>), the name to give espeak-ng.
    /// Empty when the data folder is not found.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Languages() => s_languages.Value;

    private static readonly Lazy<IReadOnlyDictionary<string, string>> s_languages = new(Read);

    /// <summary>The voice for a language: that of its region, else that of the language; null when there is none.</summary>
    public static string? For(string language)
    {
        var voices = Languages();
        return voices.GetValueOrDefault(language.Trim().Replace('_', '-').ToLowerInvariant()) ?? voices.GetValueOrDefault(Language.CodeOf(language));
    }

    private static Dictionary<string, string> Read()
    {
        var voices = new Dictionary<string, (string Voice, int Rank)>(StringComparer.Ordinal);
        var languages = Folders().Select(folder => Path.Combine(folder, "lang")).FirstOrDefault(Directory.Exists);
        foreach (var path in languages is null ? (string[])[] : [.. Directory.EnumerateFiles(languages, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)])
        {
            // "language es-mx 6": the voice speaks it, the smaller number the better, 5 when there is none.
            var spoken = File.ReadLines(path).Where(line => line.StartsWith("language ", StringComparison.Ordinal))
                .Select(line => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length >= 2).ToArray();
            if (spoken.Length == 0)
            {
                continue;
            }

            foreach (var words in spoken)
            {
                var language = words[1].ToLowerInvariant();
                var rank = words.Length > 2 && int.TryParse(words[2], out var given) ? given : 5;
                if (!voices.TryGetValue(language, out var known) || rank < known.Rank)
                {
                    voices[language] = (spoken[0][1], rank);
                }
            }
        }

        return voices.ToDictionary(pair => pair.Key, pair => pair.Value.Voice, StringComparer.Ordinal);
    }

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("ESPEAK_DATA_PATH") is { Length: > 0 } path)
        {
            yield return path;
            yield return Path.Combine(path, "espeak-ng-data");
        }

        foreach (var root in (string[])["/usr/lib", "/usr/local/lib", "/usr/share", "/usr/local/share", "/opt/homebrew/share"])
        {
            yield return Path.Combine(root, "espeak-ng-data");
            if (root == "/usr/lib" && Directory.Exists(root))
            {
                // Debian: /usr/lib/x86_64-linux-gnu and the like.
                foreach (var architecture in Directory.EnumerateDirectories(root, "*-linux-gnu*"))
                {
                    yield return Path.Combine(architecture, "espeak-ng-data");
                }
            }
        }

        if (OperatingSystem.IsWindows())
        {
            yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "eSpeak NG", "espeak-ng-data");
        }
    }
}
