namespace Planner.Benchmarks.Planning;

/// <summary>How long a run took, in seconds from the request, or from the result for which its plan was revised.</summary>
/// <param name="First">Until the first step began.</param>
/// <param name="Whole">Until the last step had ended.</param>
internal sealed record Timing(double First, double Whole)
{
    /// <summary>The medians of several runs.</summary>
    public static Timing Median(IReadOnlyList<Timing> runs) => new(Middle(runs.Select(run => run.First)), Middle(runs.Select(run => run.Whole)));

    private static double Middle(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
