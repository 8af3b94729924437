namespace Planner.Inference.Local.Text;

/// <summary>How alike a word of a question and a word of a context are.</summary>
internal static class TermMatch
{
    private const double SynonymLikeness = 0.8;
    private const double FamilyLikeness = 0.7;
    private const double MisreadLikeness = 0.7;

    /// <summary>1 for one stem, less for synonyms, words of one family and misread (scanned) words, 0 for strangers.</summary>
    /// <param name="wanted">A stem of the question.</param>
    /// <param name="found">A stem of the context.</param>
    public static double Likeness(string wanted, string found)
    {
        if (string.Equals(wanted, found, StringComparison.Ordinal))
        {
            return 1;
        }

        if (Synonyms.Share(wanted, found))
        {
            return SynonymLikeness;
        }

        var common = wanted.AsSpan().CommonPrefixLength(found);
        var longest = Math.Max(wanted.Length, found.Length);
        if (common >= 5 && common >= longest * 0.6 || (common >= 4 && common == Math.Min(wanted.Length, found.Length) && longest <= common + 3))
        {
            return FamilyLikeness;
        }

        var allowed = longest >= 9 ? 2 : longest >= 5 ? 1 : 0;
        return allowed > 0 && Math.Abs(wanted.Length - found.Length) <= allowed && !char.IsDigit(wanted[0]) && Distance(wanted, found, allowed) <= allowed ? MisreadLikeness : 0;
    }

    // Levenshtein distance, given up as soon as it must exceed the limit.
    private static int Distance(string first, string second, int limit)
    {
        Span<int> row = stackalloc int[second.Length + 1];
        for (var j = 0; j <= second.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= first.Length; i++)
        {
            var (diagonal, least) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= second.Length; j++)
            {
                var substituted = diagonal + (first[i - 1] == second[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
                least = Math.Min(least, row[j]);
            }

            if (least > limit)
            {
                return least;
            }
        }

        return row[second.Length];
    }
}
