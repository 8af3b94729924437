namespace Planner.Evaluation;

/// <summary>Percentiles of measured times.</summary>
internal static class Times
{
    /// <summary>The least time that <paramref name="share"/> of all do not exceed (nearest rank); 0 without any.</summary>
    public static double Percentile(IEnumerable<double> times, double share)
    {
        double[] sorted = [.. times.Order()];
        return sorted.Length == 0 ? 0 : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
