using Planner.Planning;

namespace Planner.Runs;

/// <summary>A run that this process works on.</summary>
/// <param name="lease">The right to work on it.</param>
/// <param name="state">The run as recorded before this process took it up.</param>
#pragma warning disable CA1001 // The sources are not disposed: who cancels may come when the run has just ended, and they hold no more than memory.
internal sealed class ActiveRun(RunLease lease, RunState state)
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _cancelled = new();
    private readonly CancellationTokenSource _letGo = new();

    public string Id => lease.RunId;

    public RunLease Lease => lease;

    public RunState State => state;

    /// <summary>Fires when the user cancels: the run ends as cancelled.</summary>
    public CancellationToken Cancelled => _cancelled.Token;

    /// <summary>Fires when this process must stop working on it, and another may go on: the lease is lost, or the process ends. No end is recorded.</summary>
    public CancellationToken LetGo => _letGo.Token;

    /// <summary>Completes with the approval: the plan to run instead, or null.</summary>
    public TaskCompletionSource<Plan?> Approval { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the run has ended here.</summary>
    public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task CancelAsync() => _cancelled.CancelAsync();

    public Task LetGoAsync() => _letGo.CancelAsync();
}
