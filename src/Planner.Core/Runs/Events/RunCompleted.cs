namespace Planner.Runs;

/// <summary><c>run.completed</c>: The run ended with an answer.</summary>
public sealed record RunCompleted : RunEvent
{
    /// <summary>Whether steps that were not optional failed, were skipped or cancelled.</summary>
    public bool Partial { get; init; }

    /// <summary>From acceptance, or from the take-over.</summary>
    public double Seconds { get; init; }

    /// <summary>US dollars in all.</summary>
    public decimal CostUsd { get; init; }
}
