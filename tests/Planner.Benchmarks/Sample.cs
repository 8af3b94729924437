namespace Planner.Benchmarks;

/// <summary>Figures of samples.</summary>
internal static class Sample
{
    /// <summary>The value that half of them do not exceed.</summary>
    public static double Median(IEnumerable<double> values) => Percentile(values, 0.5);

    /// <summary>The value that this share of them, 0 to 1, does not exceed.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];
    }
}
