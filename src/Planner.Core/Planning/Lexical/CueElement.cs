namespace Planner.Planning.Lexical;

/// <summary>One place of a cue: a word that must be there, or a gap.</summary>
internal sealed record CueElement
{
    /// <summary>Stems, any of which fits.</summary>
    public string[] Stems { get; init; } = [];

    /// <summary>Words that fit as written.</summary>
    public string[] Exact { get; init; } = [];

    /// <summary>Beginnings of words that fit.</summary>
    public string[] Prefixes { get; init; } = [];

    /// <summary>Classes, any of which fits.</summary>
    public WordClass Class { get; init; }

    /// <summary>Whether it may be absent.</summary>
    public bool Optional { get; init; }

    /// <summary>How many words may stand before this one: 0 for next to the one before.</summary>
    public int Gap { get; init; }

    /// <summary>Whether the gap may lead over another thing to work on ("turn the text of the picture into speech").</summary>
    public bool OverMedia { get; init; }

    /// <summary>Whether the gap must stay within one noun phrase: no preposition, no "to", no "and".</summary>
    public bool Phrase { get; init; }

    /// <summary>Whether the word fits.</summary>
    public bool Fits(in Word word)
    {
        if (word.Is(Class))
        {
            return true;
        }

        if (word.Lower.Length == 0)
        {
            return false;
        }

        return Array.IndexOf(Stems, word.Stem) >= 0 || Array.IndexOf(Exact, word.Lower) >= 0 || FitsPrefix(word.Lower);
    }

    private bool FitsPrefix(string lower)
    {
        foreach (var prefix in Prefixes)
        {
            if (lower.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
