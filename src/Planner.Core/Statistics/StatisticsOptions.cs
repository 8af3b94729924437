using System.ComponentModel.DataAnnotations;

namespace Planner.Statistics;

/// <summary>How much of what was seen before counts. Configuration section <c>Planner:Statistics</c>; the formulas are in docs/measuring.md.</summary>
public sealed class StatisticsOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Planner:Statistics";

    /// <summary>The share of checked successes that a model is thought to have before it is called, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double PriorSuccess { get; set; } = 0.9;

    /// <summary>How many calls that thought is worth.</summary>
    [Range(0.1, 10_000)]
    public double PriorCalls { get; set; } = 10;

    /// <summary>How many ratings it takes until they count as much as the checks do.</summary>
    [Range(0.1, 10_000)]
    public double PriorRatings { get; set; } = 3;

    /// <summary>The quality that a model is thought to have before it is measured on labelled data, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double PriorQuality { get; set; } = 0.5;

    /// <summary>How many samples that thought is worth.</summary>
    [Range(0.1, 10_000)]
    public double PriorSamples { get; set; } = 10;

    /// <summary>How long calls are gathered before they are written, in seconds; 0: not at all, what waits is written at once.</summary>
    [Range(0.0, 60)]
    public double WriteSeconds { get; set; } = 1;

    /// <summary>After how long matching reads again what other processes have seen, in seconds.</summary>
    [Range(1, 86_400)]
    public double RefreshSeconds { get; set; } = 60;
}
