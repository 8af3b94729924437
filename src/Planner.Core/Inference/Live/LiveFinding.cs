using Planner.Routing;

namespace Planner.Inference.Live;

/// <summary>What a capability of an instance gave when it was called.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Egress">How far away it is.</param>
/// <param name="Task">The task.</param>
/// <param name="Model">The model that was called, or would have been.</param>
/// <param name="Outcome">How it went.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Actual">What came, what went wrong, or why nothing was called.</param>
public sealed record LiveFinding(string Instance, Egress Egress, string Task, string Model, LiveOutcome Outcome, string Expected, string Actual)
{
    /// <summary>What the user can do about it.</summary>
    public string? Fix { get; init; }

    /// <summary>How long the call took.</summary>
    public double Seconds { get; init; }

    /// <summary>US dollars that the instance said it cost; 0 where it says nothing.</summary>
    public decimal CostUsd { get; init; }
}
