using System.Text.Json.Serialization;

namespace Planner.Statistics;

/// <summary>How long a plan will probably take and what it will cost, by how its models did before.</summary>
public sealed record PlanEstimate
{
    /// <summary>The longest chain of steps, each at its model's median, in seconds; null: of a step nothing is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? Seconds { get; init; }

    /// <summary>The sum over the steps of what their models cost for a call on average, in US dollars; null: of a step nothing is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public decimal? CostUsd { get; init; }

    /// <summary>Each step, in the plan's order.</summary>
    public IReadOnlyList<StepEstimate> Steps { get; init => field = value ?? []; } = [];
}
