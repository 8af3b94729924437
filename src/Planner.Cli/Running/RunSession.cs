using Planner.Cli.Views;
using Planner.Runs;

namespace Planner.Cli.Running;

/// <summary>Follows a run to its end: shows its events, asks for approval, hands a cancellation on.</summary>
internal sealed class RunSession(IRunService service, IRunJournal journal, IRunView view)
{
    /// <summary>Asks whether to run a plan that waits; null: nothing is asked, whoever else may approve does.</summary>
    public Func<CancellationToken, Task<bool>>? Approval { get; init; }

    /// <summary>Events up to this one are history: a question in them was answered, or is asked anew.</summary>
    public long KnownSequence { get; init; }

    /// <summary>Follows the run. Cancelling <paramref name="interrupted"/> cancels the run, and its last events are still shown.</summary>
    public async Task<RunState> FollowAsync(string runId, CancellationToken interrupted)
    {
        var run = new RunState();
        using var registration = interrupted.Register(() =>
        {
            view.Say("cancelling (Ctrl-C again ends at once) …", warning: true);
            service.Cancel(runId);
        });

        // A run that can't be recorded any more ends without an event that says so: the reader must not wait for one.
        using var ended = new CancellationTokenSource();
        var watch = EndAsync(runId, ended);
        try
        {
            await TakeAsync(run, journal.ReadAsync(runId, 0, follow: true, ended.Token), interrupted);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The run has ended here; what is recorded and not yet read follows.
        }

        await watch;
        await TakeAsync(run, journal.ReadAsync(runId, run.Sequence, follow: false, CancellationToken.None), interrupted);
        return run.Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled
            ? run
            : throw new CommandLineException($"The run stopped, and its end could not be recorded. Go on with planner resume {runId}.");
    }

    private async Task EndAsync(string runId, CancellationTokenSource ended)
    {
        await service.WaitAsync(runId, CancellationToken.None);
        await ended.CancelAsync();
    }

    private async Task TakeAsync(RunState run, IAsyncEnumerable<RunEvent> events, CancellationToken interrupted)
    {
        await foreach (var happened in events)
        {
            run.Apply(happened);
            view.Show(happened, run);
            if (happened is RunWaiting && happened.Sequence > KnownSequence && Approval is not null)
            {
                await DecideAsync(run.RunId, interrupted);
            }
        }
    }

    private async Task DecideAsync(string runId, CancellationToken interrupted)
    {
        view.Pause();
        try
        {
            if (await Approval!(interrupted))
            {
                service.Approve(runId);
            }
            else
            {
                service.Cancel(runId);
            }
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C at the question: the registration has cancelled the run.
        }
    }
}
