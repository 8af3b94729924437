namespace Planner.Text;

/// <summary>How many letters must be put in, taken out or changed to make one text of another (Levenshtein 1966).</summary>
public static class EditDistance
{
    private const int OnStack = 256;

    /// <summary>The distance, letter case counting.</summary>
    /// <param name="one">A text.</param>
    /// <param name="other">Another.</param>
    /// <param name="limit">Where it is more than this, some number above it is as good.</param>
    public static int Between(ReadOnlySpan<char> one, ReadOnlySpan<char> other, int limit = int.MaxValue)
    {
        Span<int> row = other.Length < OnStack ? stackalloc int[other.Length + 1] : new int[other.Length + 1];
        for (var j = 0; j <= other.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= one.Length; i++)
        {
            var (diagonal, least) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var changed = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
                least = Math.Min(least, row[j]);
            }

            if (least > limit)
            {
                return least;
            }
        }

        return row[^1];
    }
}
