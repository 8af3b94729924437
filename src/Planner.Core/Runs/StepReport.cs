using System.Text.Json.Serialization;
using Planner.Ensembles;
using Planner.Values;

namespace Planner.Runs;

/// <summary>A step in a <see cref="RunReport"/>.</summary>
public sealed record StepReport
{
    /// <summary>The step's id, such as <c>s1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its task.</summary>
    public required string Task { get; init; }

    /// <summary>The model that ran it, or the one that would.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Model { get; init; }

    /// <summary>What ran it, or would.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Instance { get; init; }

    /// <summary>Where it stands.</summary>
    public required StepStatus Status { get; init; }

    /// <summary>What it gave.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public Value? Value { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? Seconds { get; init; }

    /// <summary>US dollars.</summary>
    public decimal CostUsd { get; init; }

    /// <summary>What each model of an ensemble gave.</summary>
    public IReadOnlyList<MemberReport>? Members { get; init; }

    /// <summary>How their answers became one.</summary>
    public Consensus? Consensus { get; init; }

    /// <summary>Why its model was chosen.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it gave nothing.</summary>
    public ErrorReport? Error { get; init; }

    internal static StepReport Of(StepState state)
    {
        var best = state.Match?.Candidates is [var first, ..] ? first : null;
        return new StepReport
        {
            Id = state.Step.Id,
            Task = state.Step.Task,
            Model = state.Model is { Length: > 0 } ? state.Model : best?.ModelId,
            Instance = state.Instance is { Length: > 0 } ? state.Instance : best?.Instance,
            Status = state.Status,
            Value = state.Value,
            Seconds = state.Seconds,
            CostUsd = state.CostUsd,
            Members = state.Members.Count > 0 ? [.. state.Members.Select(MemberReport.Of)] : null,
            Consensus = state.Consensus,
            Reason = state.Match?.Reason,
            Error = state.Error is { } error ? new ErrorReport(ErrorReport.Name(error.Kind), error.Message, error.Fix)
                : state.Reason is { } reason ? new ErrorReport(ErrorReport.Name(state.Status), reason)
                : null,
        };
    }
}
