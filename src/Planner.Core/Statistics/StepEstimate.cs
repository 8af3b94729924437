using System.Text.Json.Serialization;

namespace Planner.Statistics;

/// <summary>How long a step will probably take and what it will cost.</summary>
/// <param name="Step">The step.</param>
/// <param name="Model">The model that would do it first; null: none can.</param>
/// <param name="Seconds">Its median; null: not known.</param>
/// <param name="CostUsd">US dollars of a call on average; null: not known.</param>
/// <param name="Calls">By how many calls; 0: nothing is known.</param>
public sealed record StepEstimate(
    string Step, string? Model, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Seconds, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] decimal? CostUsd, long Calls);
