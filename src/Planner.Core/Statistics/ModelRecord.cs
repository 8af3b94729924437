namespace Planner.Statistics;

/// <summary>What is known of how one model does one task, over all its instances.</summary>
internal sealed record ModelRecord
{
    public long Calls { get; init; }

    public long Checked { get; init; }

    public double Good { get; init; }

    public double Bad { get; init; }

    public double? Quality { get; init; }

    public int Samples { get; init; }

    /// <summary>The median of how long a successful call took, in seconds, weighted by calls over the instances.</summary>
    public double? Seconds { get; init; }

    /// <summary>The 95th percentile, in seconds, of the slowest instance.</summary>
    public double? P95Seconds { get; init; }

    /// <summary>US dollars a call, where any was paid.</summary>
    public decimal CostUsd { get; init; }

    public static ModelRecord Of(IReadOnlyList<ModelStatistics> instances)
    {
        var timed = instances.Where(row => row.P50Seconds is not null && row.Calls > 0).ToList();
        var calls = instances.Sum(row => row.Calls);
        return new ModelRecord
        {
            Calls = calls,
            Checked = instances.Sum(row => row.Checked),
            Good = instances.Sum(row => row.Good),
            Bad = instances.Sum(row => row.Bad),
            Quality = instances.Select(row => row.Quality).FirstOrDefault(quality => quality is not null),
            Samples = instances.Max(row => row.Samples),
            Seconds = timed.Count == 0 ? null : timed.Sum(row => row.P50Seconds!.Value * row.Calls) / timed.Sum(row => row.Calls),
            P95Seconds = timed.Max(row => row.P95Seconds),
            CostUsd = calls == 0 ? 0 : instances.Sum(row => row.CostUsd) / calls,
        };
    }

    /// <summary>
    /// How well it did, 0 to 1. Checked successes and ratings, each with a prior of so many calls or ratings (the mean of a beta distribution, so that
    /// one lucky call does not beat a long record); the more ratings, the more they count against the checks, which only see the form.
    /// </summary>
    public double Success(StatisticsOptions options)
    {
        var prior = options.PriorSuccess;
        var success = (Checked + (options.PriorCalls * prior)) / (Calls + options.PriorCalls);
        var ratings = Good + Bad;
        var rated = (Good + (options.PriorRatings * prior)) / (ratings + options.PriorRatings);
        var share = ratings / (ratings + options.PriorRatings);
        return ((1 - share) * success) + (share * rated);
    }

    /// <summary>How well it did on labelled data, 0 to 1, with a prior of so many samples.</summary>
    public double Measured(StatisticsOptions options) =>
        (((Quality ?? 0) * Samples) + (options.PriorQuality * options.PriorSamples)) / (Samples + options.PriorSamples);
}
