using Planner.Inference;

namespace Planner.Routing;

/// <summary>What an attempt came to.</summary>
/// <param name="Result">The checked value, or the failure.</param>
internal sealed record AttemptOutcome(InferenceResult Result)
{
    /// <summary>Whether nothing else may be tried: a guard refused, or the caller has seen the beginning of what broke.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Whether it was never made: a guard refused.</summary>
    public bool IsRefused { get; init; }

    /// <summary>How long the backend took.</summary>
    public double Seconds { get; init; }

    /// <summary>Until the first piece of text came, in seconds; null where nothing was streamed.</summary>
    public double? FirstTokenSeconds { get; init; }

    public bool Succeeded => Result.Error is null;
}
