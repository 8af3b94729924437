namespace Planner.Runs;

/// <summary><c>plan.mended</c>: Something in the plan was put right, or taken for literal text.</summary>
public sealed record PlanMended : RunEvent
{
    /// <summary>As it was.</summary>
    public required string Before { get; init; }

    /// <summary>As it is now.</summary>
    public required string After { get; init; }

    /// <summary>What was wrong.</summary>
    public required string Why { get; init; }
}
