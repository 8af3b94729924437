namespace Planner.Runs;

/// <summary><c>run.cancelled</c>: The user cancelled the run.</summary>
public sealed record RunCancelled : RunEvent
{
    /// <summary>From acceptance, or from the take-over.</summary>
    public double Seconds { get; init; }

    /// <summary>US dollars in all.</summary>
    public decimal CostUsd { get; init; }
}
