using Planner.Inference;

namespace Planner.Routing;

/// <summary>What a routed call came to.</summary>
/// <param name="Result">The value, checked, or the last failure.</param>
public sealed record RoutedResult(InferenceResult Result)
{
    /// <summary>The model that gave it, or failed last; null when none was tried.</summary>
    public string? Model { get; init; }

    /// <summary>What ran it; null when none was tried.</summary>
    public string? Instance { get; init; }

    /// <summary>How many places (a model at an instance) were given up before this one.</summary>
    public int FallbackLevel { get; init; }

    /// <summary>How many attempts were made.</summary>
    public int Attempts { get; init; }

    /// <summary>Whether nothing was called because an earlier result was given.</summary>
    public bool Cached { get; init; }
}
