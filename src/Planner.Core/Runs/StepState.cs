using Planner.Ensembles;
using Planner.Inference;
using Planner.Matching;
using Planner.Planning;
using Planner.Values;

namespace Planner.Runs;

/// <summary>Where a step stands, as the events tell.</summary>
/// <param name="Step">The step as planned; for a child of <c>for_each</c>, as expanded.</param>
public sealed record StepState(PlanStep Step)
{
    /// <summary>Where it stands.</summary>
    public StepStatus Status { get; init; }

    /// <summary>The ranked models, once matched.</summary>
    public ModelMatch? Match { get; init; }

    /// <summary>The model that runs it, or ran it last.</summary>
    public string? Model { get; init; }

    /// <summary>What runs it, or ran it last.</summary>
    public string? Instance { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>When its first attempt began, UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public double? Seconds { get; init; }

    /// <summary>How far it is, 0 to 1.</summary>
    public InferenceProgress? Progress { get; init; }

    /// <summary>Its value, once it has succeeded.</summary>
    public Value? Value { get; init; }

    /// <summary>Why its value is poor, as the end of a sentence that begins with the model's id; null when it is not.</summary>
    public string? Weakness { get; init; }

    /// <summary>What the members of an ensemble gave, in the order in which they were done.</summary>
    public IReadOnlyList<StepMember> Members { get; init => field = value ?? []; } = [];

    /// <summary>How their answers became one; null: it ran on one model, or has not succeeded.</summary>
    public Consensus? Consensus { get; init; }

    /// <summary>US dollars.</summary>
    public decimal CostUsd { get; init; }

    /// <summary>Its failure, once it has failed.</summary>
    public StepError? Error { get; init; }

    /// <summary>The step that gave no value, once it is skipped for that.</summary>
    public string? Because { get; init; }

    /// <summary>Why it was skipped or cancelled.</summary>
    public string? Reason { get; init; }

    /// <summary>The ids of its children, once expanded.</summary>
    public IReadOnlyList<string> Children { get; init => field = value ?? []; } = [];
}
