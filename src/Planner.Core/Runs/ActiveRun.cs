using Planner.Planning;

namespace Planner.Runs;

/// <summary>A run that this process works on.</summary>
internal sealed class ActiveRun(RunLease lease, RunState state) : IDisposable
{
    public string Id => lease.RunId;

    public RunLease Lease => lease;

    /// <summary>As recorded before this process took it up.</summary>
    public RunState State => state;

    /// <summary>Cancelled by the user.</summary>
    public CancellationTokenSource Cancelled { get; } = new();

    /// <summary>Completes with the approval: the plan to run instead, or null.</summary>
    public TaskCompletionSource<Plan?> Approval { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the run has ended here.</summary>
    public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => Cancelled.Dispose();
}
