namespace Planner.Inference.Local.Text;

/// <summary>How long a summary may be. All limits that are set hold at once; at least one sentence always comes back.</summary>
public sealed record SummaryOptions
{
    /// <summary>The most sentences; 3 when no limit at all is set.</summary>
    public int? MaxSentences { get; init; }

    /// <summary>The share of the sentences to keep, above 0 up to 1.</summary>
    public double? Ratio { get; init; }

    /// <summary>The most words.</summary>
    public int? MaxWords { get; init; }
}
