namespace Planner.Runs;

/// <summary>How events move a run's status. Every journal keeps its summaries by this.</summary>
public static class RunStatusExtensions
{
    /// <summary>Whether the run has ended, so that nothing more can be recorded.</summary>
    public static bool HasEnded(this RunStatus status) => status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled;

    /// <summary>Where a run stands after an event.</summary>
    /// <exception cref="RunEndedException">The run has ended before the event.</exception>
    public static RunStatus After(this RunStatus status, RunEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return happened switch
        {
            _ when status.HasEnded() => throw new RunEndedException(status, happened),
            RunResumed => status == RunStatus.Accepted ? RunStatus.Accepted : RunStatus.Running,
            PlanStarted or RunApproved => RunStatus.Running,
            RunWaiting => RunStatus.Waiting,
            RunCompleted => RunStatus.Completed,
            RunFailed => RunStatus.Failed,
            RunCancelled => RunStatus.Cancelled,
            _ => status,
        };
    }
}
