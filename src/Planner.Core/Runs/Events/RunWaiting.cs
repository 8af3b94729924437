using Planner.Planning;

namespace Planner.Runs;

/// <summary><c>run.waiting</c>: The run waits for its plan to be approved.</summary>
public sealed record RunWaiting : RunEvent
{
    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }
}
