namespace Planner.Runs;

/// <summary><c>step.hedged</c>: A slow call got a rival.</summary>
public sealed record StepHedged : RunEvent
{
    /// <summary>Where the second call goes.</summary>
    public required string Instance { get; init; }
}
