using System.Collections.Frozen;

namespace Planner.Text;

/// <summary>A fixed set of lower-case words that can be asked with a span, in any case.</summary>
public sealed class WordList
{
    private readonly FrozenSet<string> _words;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <summary>Makes the list from words separated by white space.</summary>
    /// <param name="words">Words in lower case.</param>
    public WordList(string words)
    {
        _words = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The words themselves.</summary>
    public IReadOnlyCollection<string> Words => _words;

    /// <summary>Whether the list holds a word.</summary>
    /// <param name="word">A word in any case.</param>
    public bool Contains(ReadOnlySpan<char> word) => _lookup.Contains(word);
}
