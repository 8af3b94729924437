using System.Text.Json.Serialization;

namespace Planner.Matching;

/// <summary>A model that could do a step.</summary>
/// <param name="ModelId">The model.</param>
/// <param name="Score">The weighted sum of the terms.</param>
/// <param name="Terms">What the score is made of.</param>
public sealed record Candidate(string ModelId, double Score, IReadOnlyList<ScoreTerm> Terms)
{
    /// <summary>Whether it can run here now.</summary>
    public bool Runnable { get; init; }

    /// <summary>The instance that runs it; null when none can.</summary>
    public string? Instance { get; init; }

    /// <summary>Through what it runs, or why it can't.</summary>
    public string Through { get; init => field = value ?? ""; } = "";

    /// <summary>Whether it only stands by, for when those before it fail.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Fallback { get; init; }

    /// <summary>What would make it run.</summary>
    public string? Fix { get; init; }
}
