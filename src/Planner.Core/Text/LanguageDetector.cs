namespace Planner.Text;

/// <summary>
/// Names the language of a text. The script settles most of the world; among Latin (en, es, de, fr, it, pt) and Cyrillic (ru, uk)
/// languages, function words, letters that only one of them has, and character trigrams (naive Bayes with add-half smoothing; Cavnar
/// and Trenkle 1994 for the idea of n-gram profiles) add up.
/// </summary>
public static class LanguageDetector
{
    private const int MaxCharacters = 4000;

    private static readonly LanguageProfile[] Latin = [.. LanguageProfiles.Latin];
    private static readonly LanguageProfile[] Cyrillic = [.. LanguageProfiles.Cyrillic];

    // Languages that their script alone names.
    private static readonly HashSet<string> Scripts = new(["el", "hy", "he", "ar", "hi", "th", "ka", "ja", "zh", "ko"], StringComparer.Ordinal);

    /// <summary>Names the language of a text; three to five words are usually enough.</summary>
    /// <param name="text">Any text; only its first 4000 characters are read.</param>
    /// <returns>The best guess; <c>und</c> with confidence 0 when the text has no letters.</returns>
    public static LanguageGuess Detect(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, MaxCharacters)];
        var script = MainScript(text, out var share);
        return script switch
        {
            "" => new LanguageGuess("und", 0),
            "latin" => Compare(text, Latin, share),
            "cyrillic" => Compare(text, Cyrillic, share),
            _ => new LanguageGuess(script, share),
        };
    }

    /// <summary>Whether texts in this language are named by it, and not by a neighbour that looks alike.</summary>
    /// <param name="code">ISO 639-1 code.</param>
    public static bool Knows(string code) => Scripts.Contains(code) || Latin.Concat(Cyrillic).Any(profile => profile.Code == code);

    private static LanguageGuess Compare(ReadOnlySpan<char> text, LanguageProfile[] profiles, double share)
    {
        Span<double> scores = stackalloc double[profiles.Length];
        Span<char> lower = stackalloc char[Stemmer.MaxLength];
        foreach (var token in Tokenizer.Words(text))
        {
            if (token.Kind != TokenKind.Word || token.Length > lower.Length)
            {
                continue;
            }

            token.In(text).ToLowerInvariant(lower);
            for (var i = 0; i < profiles.Length; i++)
            {
                scores[i] += profiles[i].Score(lower[..token.Length]);
            }
        }

        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        var sum = 0.0;
        foreach (var score in scores)
        {
            sum += Math.Exp(score - scores[best]);
        }

        return new LanguageGuess(profiles[best].Code, share / sum);
    }

    private static string MainScript(ReadOnlySpan<char> text, out double share)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var letters = 0;
        foreach (var c in text)
        {
            if (char.IsLetter(c))
            {
                letters++;
                var script = Script(c);
                counts[script] = counts.GetValueOrDefault(script) + 1;
            }
        }

        // Japanese mixes kana with Chinese characters.
        if (counts.TryGetValue("ja", out var kana) && counts.Remove("zh", out var han))
        {
            counts["ja"] = kana + han;
        }

        var main = counts.Count == 0 ? default : counts.MaxBy(c => c.Value);
        share = letters == 0 ? 0 : (double)main.Value / letters;
        return main.Key ?? "";
    }

    private static string Script(char c) => c switch
    {
        < '\u0250' => "latin",
        >= '\u0370' and <= '\u03FF' => "el",
        >= '\u0400' and <= '\u052F' => "cyrillic",
        >= '\u0530' and <= '\u058F' => "hy",
        >= '\u0590' and <= '\u05FF' => "he",
        >= '\u0600' and <= '\u06FF' => "ar",
        >= '\u0900' and <= '\u097F' => "hi",
        >= '\u0E00' and <= '\u0E7F' => "th",
        >= '\u10A0' and <= '\u10FF' => "ka",
        >= '\u3040' and <= '\u30FF' => "ja",
        >= '\u4E00' and <= '\u9FFF' => "zh",
        >= '\uAC00' and <= '\uD7AF' => "ko",
        _ => "und",
    };
}
