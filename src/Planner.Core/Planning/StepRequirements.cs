using System.Text.Json.Serialization;

namespace Planner.Planning;

/// <summary>Hard limits on what may run a step. Unset members do not limit.</summary>
public sealed record StepRequirements
{
    /// <summary>Languages that the model must know, ISO 639-1.</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>The license that the model must have, as the Hub names it.</summary>
    public string? License { get; init; }

    /// <summary>The context that it must take, in tokens.</summary>
    [JsonPropertyName("max_tokens")]
    public int? MaxTokens { get; init; }

    /// <summary>The longest that the step may take, in seconds.</summary>
    [JsonPropertyName("max_seconds")]
    public double? MaxSeconds { get; init; }

    /// <summary>The most that the step may cost, in US dollars.</summary>
    [JsonPropertyName("max_cost_usd")]
    public decimal? MaxCostUsd { get; init; }

    /// <summary>The least measured quality, 0 to 1.</summary>
    [JsonPropertyName("min_quality")]
    public double? MinQuality { get; init; }

    /// <summary><c>fast</c>, <c>balanced</c> or <c>best</c>.</summary>
    public string? Prefer { get; init; }
}
