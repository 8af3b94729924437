namespace Planner.Inference.Local.Tables;

/// <summary>Whether two names mean the same person or firm: in any order, inflected, with initials, with a slip of recognition in a long word.</summary>
internal static class NameLikeness
{
    /// <summary>Whether two names, as folded words, are the same.</summary>
    public static bool AreSame(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        (IReadOnlyList<string> fewer, IReadOnlyList<string> more) = left.Count <= right.Count ? (left, right) : (right, left);
        if (fewer.Count == 0 || (fewer.Count == 1 && more.Count > 1))
        {
            return false;
        }

        var free = more.ToList();
        int whole = 0;
        foreach (string word in fewer)
        {
            int at = free.FindIndex(other => WordLikeness.Of(word, other) > 0);
            whole += at >= 0 ? 1 : 0;
            at = at >= 0 ? at : free.FindIndex(other => IsInitial(word, other) || IsInitial(other, word));
            if (at < 0)
            {
                return false;
            }

            free.RemoveAt(at);
        }

        return whole > 0;
    }

    private static bool IsInitial(string initial, string word) => initial.Length == 1 && word.StartsWith(initial, StringComparison.Ordinal);
}
