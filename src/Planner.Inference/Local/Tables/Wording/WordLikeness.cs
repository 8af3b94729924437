namespace Planner.Inference.Local.Tables;

/// <summary>How alike two words are, 0–1: the same, forms of one word, names of one idea, or one slip apart.</summary>
internal static class WordLikeness
{
    /// <summary>Words shorter than this are never taken for a misspelling of another.</summary>
    public const int ShortestMisspelt = 6;

    /// <summary>The likeness of two folded words; 0 where they are not alike. A word with a digit is a code, like only to itself.</summary>
    public static double Of(string left, string right) =>
        string.Equals(left, right, StringComparison.Ordinal) ? 1
        : left.AsSpan().ContainsAnyInRange('0', '9') || right.AsSpan().ContainsAnyInRange('0', '9') ? 0
        : Inflection.AreForms(left, right) ? 0.95
        : OneEditApart(left, right) ? 0.8
        : 0;

    /// <summary>
    /// What alike words share one of: their opening, which forms of a word keep, or their close, which a slip in the opening leaves. An index
    /// by these finds the words worth comparing.
    /// </summary>
    public static IEnumerable<string> Handles(string word)
    {
        yield return word[..Math.Min(2, word.Length)];
        if (word.Length >= 3)
        {
            yield return word[..3];
        }

        if (word.Length >= ShortestMisspelt - 1)
        {
            yield return "…" + word[^3..];
        }
    }

    /// <summary>Whether one insertion, deletion, replacement or swap of neighbours turns one word, 6 letters or longer, into the other.</summary>
    public static bool OneEditApart(string left, string right)
    {
        if (Math.Min(left.Length, right.Length) < ShortestMisspelt || Math.Abs(left.Length - right.Length) > 1)
        {
            return false;
        }

        int common = left.AsSpan().CommonPrefixLength(right);
        ReadOnlySpan<char> leftRest = left.AsSpan(common), rightRest = right.AsSpan(common);
        return leftRest.Length == rightRest.Length
            ? leftRest.IsEmpty || leftRest[1..].SequenceEqual(rightRest[1..]) || IsSwap(leftRest, rightRest)
            : leftRest.Length > rightRest.Length ? leftRest[1..].SequenceEqual(rightRest) : rightRest[1..].SequenceEqual(leftRest);
    }

    private static bool IsSwap(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        left.Length > 1 && left[0] == right[1] && left[1] == right[0] && left[2..].SequenceEqual(right[2..]);
}
