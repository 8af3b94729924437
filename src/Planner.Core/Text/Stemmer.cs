namespace Planner.Text;

/// <summary>
/// Cuts a word down to its stem, so that forms of one word compare equal: Snowball English ("Porter2") for Latin words,
/// Snowball Russian for Cyrillic ones. Both are written from the published descriptions at https://snowballstem.org/algorithms/
/// (the 2025 revisions).
/// </summary>
public static class Stemmer
{
    /// <summary>The longest word, in characters, that is stemmed; a longer run of letters is not a word and comes back in lower case.</summary>
    public const int MaxLength = 64;

    /// <summary>Stems a word by its script: Cyrillic words as Russian, all others as English.</summary>
    /// <param name="word">One word in any case, without surrounding punctuation.</param>
    /// <returns>The stem in lower case; a word without letters comes back unchanged.</returns>
    public static string Stem(ReadOnlySpan<char> word) => Stem(word, HasCyrillic(word) ? "ru" : "en");

    /// <summary>Stems a word of a known language.</summary>
    /// <param name="word">One word in any case, without surrounding punctuation.</param>
    /// <param name="language">An ISO 639-1 code. Other languages than <c>en</c> and <c>ru</c> are only lowered.</param>
    /// <returns>The stem in lower case.</returns>
    public static string Stem(ReadOnlySpan<char> word, string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        if (word.Length > MaxLength)
        {
            return word.ToString().ToLowerInvariant();
        }

        Span<char> buffer = stackalloc char[MaxLength + 2];
        word.ToLowerInvariant(buffer);
        var length = language switch
        {
            "en" => EnglishStemmer.Stem(buffer, word.Length),
            "ru" => RussianStemmer.Stem(buffer, word.Length),
            _ => word.Length,
        };
        return buffer[..length].ToString();
    }

    private static bool HasCyrillic(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (c is >= '\u0400' and <= '\u04FF')
            {
                return true;
            }
        }

        return false;
    }
}
