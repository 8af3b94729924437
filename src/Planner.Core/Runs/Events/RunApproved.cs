using Planner.Planning;

namespace Planner.Runs;

/// <summary><c>run.approved</c>: The plan is approved.</summary>
public sealed record RunApproved : RunEvent
{
    /// <summary>The plan to run instead; null: as it was.</summary>
    public Plan? Edited { get; init; }
}
