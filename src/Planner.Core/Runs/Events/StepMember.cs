using Planner.Inference;
using Planner.Values;

namespace Planner.Runs;

/// <summary><c>step.member</c>: One model's answer in an ensemble.</summary>
public sealed record StepMember : RunEvent
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>Its answer; null when it failed.</summary>
    public Value? Value { get; init; }

    /// <summary>Its failure.</summary>
    public StepError? Error { get; init; }
}
