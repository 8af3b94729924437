using System.Text.Json.Serialization;
using Planner.Values;

namespace Planner.Runs;

/// <summary>A member of an ensemble in a <see cref="StepReport"/>.</summary>
public sealed record MemberReport
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>What ran it.</summary>
    public string Instance { get; init => field = value ?? ""; } = "";

    /// <summary>How much it counted.</summary>
    public double Weight { get; init; }

    /// <summary>What it gave.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public Value? Value { get; init; }

    /// <summary>US dollars.</summary>
    public decimal CostUsd { get; init; }

    /// <summary>Why it gave nothing.</summary>
    public ErrorReport? Error { get; init; }

    internal static MemberReport Of(StepMember member) => new()
    {
        Model = member.Model,
        Instance = member.Instance,
        Weight = member.Weight,
        Value = member.Value,
        CostUsd = member.CostUsd,
        Error = member.Error is { } error ? new ErrorReport(ErrorReport.Name(error.Kind), error.Message, error.Fix) : null,
    };
}
