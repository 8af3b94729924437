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

        await foreach (var happened in service.FollowAsync(journal, runId, 0, CancellationToken.None))
        {
            run.Apply(happened);
            view.Show(happened, run);
            if (happened is RunWaiting && happened.Sequence > KnownSequence && Approval is not null)
            {
                await DecideAsync(run.RunId, interrupted);
            }
        }

        // Its last words are recorded before it lets go of what it holds.
        await service.WaitAsync(runId, CancellationToken.None);
        return run.Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled
            ? run
            : throw new CommandLineException($"The run stopped, and its end could not be recorded. Go on with planner resume {runId}.");
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
