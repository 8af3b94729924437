using Planner.Text;

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
        return allowed > 0 && Math.Abs(wanted.Length - found.Length) <= allowed && !char.IsDigit(wanted[0]) && EditDistance.Between(wanted, found, allowed) <= allowed ? MisreadLikeness : 0;
    }
}
