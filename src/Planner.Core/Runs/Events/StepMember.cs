using Planner.Inference;
using Planner.Values;

namespace Planner.Runs;

/// <summary><c>step.member</c>: One model's answer in an ensemble.</summary>
public sealed record StepMember : RunEvent
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>What ran it.</summary>
    public string Instance { get; init => field = value ?? ""; } = "";

    /// <summary>How much it counts.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>US dollars.</summary>
    public decimal CostUsd { get; init; }

    /// <summary>Whether it came from the cache.</summary>
    public bool Cached { get; init; }

    /// <summary>Its answer; null when it failed.</summary>
    public Value? Value { get; init; }

    /// <summary>Its failure.</summary>
    public StepError? Error { get; init; }
}
