using Planner.Inference;

namespace Planner.Routing;

/// <summary>What an attempt came to.</summary>
/// <param name="Result">The checked value, or the failure.</param>
/// <param name="Final">Whether nothing else may be tried: a guard refused, or the caller has seen the beginning of what broke.</param>
internal sealed record AttemptOutcome(InferenceResult Result, bool Final = false)
{
    public bool Succeeded => Result.Error is null;
}
