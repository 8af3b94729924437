namespace Planner.Statistics;

/// <summary>What one model did on one instance for one task, see docs/measuring.md.</summary>
public sealed record ModelStatistics
{
    /// <summary>The model's id.</summary>
    public required string Model { get; init; }

    /// <summary>What ran it; empty for what was rated or measured only.</summary>
    public required string Instance { get; init; }

    /// <summary>The task.</summary>
    public required string Task { get; init; }

    /// <summary>How often it was called: every attempt counts.</summary>
    public long Calls { get; init; }

    /// <summary>How many calls gave a result that is one of the task's: not empty, of the right kind.</summary>
    public long Checked { get; init; }

    /// <summary>The share of calls that did, 0 to 1; null without calls.</summary>
    public double? Success => Calls == 0 ? null : (double)Checked / Calls;

    /// <summary>The median of how long a successful call took, in seconds: of the last 30 days, or of all when there is none in them.</summary>
    public double? P50Seconds { get; init; }

    /// <summary>The 95th percentile, likewise.</summary>
    public double? P95Seconds { get; init; }

    /// <summary>Tokens taken and given, where they were counted.</summary>
    public long Tokens { get; init; }

    /// <summary>US dollars, where the price was known.</summary>
    public decimal CostUsd { get; init; }

    /// <summary>Checked successes for a US dollar; null where nothing was paid.</summary>
    public double? SuccessesPerUsd => CostUsd > 0 ? (double)(Checked / CostUsd) : null;

    /// <summary>The share of calls of the last hour that found it there, 0 to 1; null without calls in that time.</summary>
    public double? AvailableLastHour { get; init; }

    /// <summary>Of the last 24 hours.</summary>
    public double? AvailableLastDay { get; init; }

    /// <summary>Of the last 30 days.</summary>
    public double? AvailableLastMonth { get; init; }

    /// <summary>Good ratings; one of a whole run counts 1 / steps for each.</summary>
    public double Good { get; init; }

    /// <summary>Bad ratings, likewise.</summary>
    public double Bad { get; init; }

    /// <summary>How well it did on labelled data, 0 to 1, see <c>planner eval models</c>; null when it was not measured. The same for all its instances.</summary>
    public double? Quality { get; init; }

    /// <summary>On how many samples.</summary>
    public int Samples { get; init; }

    /// <summary>When it was called last, to within five minutes, UTC; null for what is older than a month, or was never called.</summary>
    public DateTimeOffset? LastAt { get; init; }
}
