using Planner.Inference;

namespace Planner.Routing;

/// <summary>What a guard says to an attempt.</summary>
/// <param name="Refusal">Why it may not be made; the call ends with this, nothing else is tried. Null: it may.</param>
/// <param name="Settle">Told what the attempt came to; null is passed when another guard refused it, so that nothing was used.</param>
public sealed record AttemptReservation(StepError? Refusal = null, Action<CallRecord?>? Settle = null)
{
    /// <summary>It may be made, and nobody needs to know what it comes to.</summary>
    public static AttemptReservation Granted { get; } = new();
}
