using Planner.Ensembles;
using Planner.Values;

namespace Planner.Runs;

/// <summary><c>step.succeeded</c>: A step gave its value.</summary>
public sealed record StepSucceeded : RunEvent
{
    /// <summary>The value.</summary>
    public required Value Value { get; init; }

    /// <summary>The model.</summary>
    public string Model { get; init => field = value ?? ""; } = "";

    /// <summary>What ran it.</summary>
    public string Instance { get; init => field = value ?? ""; } = "";

    /// <summary>From the first attempt's start.</summary>
    public double Seconds { get; init; }

    /// <summary>US dollars.</summary>
    public decimal CostUsd { get; init; }

    /// <summary>Tokens taken and given, when counted.</summary>
    public int? Tokens { get; init; }

    /// <summary>Whether it came from the cache.</summary>
    public bool Cached { get; init; }

    /// <summary>Why the value is poor, as the end of a sentence that begins with the model's id; null when it is not. No other model gave a better one.</summary>
    public string? Weakness { get; init; }

    /// <summary>How the answers of several models became one; null: it ran on one.</summary>
    public Consensus? Consensus { get; init; }

    /// <summary>How many candidates failed before.</summary>
    public int FallbackLevel { get; init; }
}
