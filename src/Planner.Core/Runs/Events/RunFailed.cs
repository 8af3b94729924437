namespace Planner.Runs;

/// <summary><c>run.failed</c>: The run ended without a full answer. What was done is kept.</summary>
public sealed record RunFailed : RunEvent
{
    /// <summary>What kind of failure.</summary>
    public required RunFailureKind Kind { get; init; }

    /// <summary>What went wrong and the fix.</summary>
    public required string Message { get; init; }

    /// <summary>From acceptance, or from the take-over.</summary>
    public double Seconds { get; init; }

    /// <summary>US dollars in all.</summary>
    public decimal CostUsd { get; init; }
}
