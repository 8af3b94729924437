using System.Runtime.CompilerServices;

namespace Planner.Runs;

/// <summary>Ways to read a run.</summary>
public static class RunReading
{
    /// <summary>Everybody's runs, newest first; see <see cref="IRunJournal.ListAsync"/>.</summary>
    public static Task<IReadOnlyList<RunSummary>> ListAsync(this IRunJournal journal, int limit, string? before, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(journal);
        return journal.ListAsync(limit, before, null, cancellationToken);
    }

    /// <summary>The run as the journal has it now; null when it has no such run.</summary>
    public static async Task<RunState?> FindAsync(this IRunJournal journal, string runId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var run = new RunState();
        await foreach (var happened in journal.ReadAsync(runId, 0, follow: false, cancellationToken))
        {
            run.Apply(happened);
        }

        return run.Sequence == 0 ? null : run;
    }

    /// <summary>
    /// The run's events after <paramref name="afterSequence"/> and those to come, until it ends. A run of this process that ends without
    /// recording so, because it can't be recorded any more, ends the events too: nobody waits for an end that never comes.
    /// </summary>
    public static async IAsyncEnumerable<RunEvent> FollowAsync(
        this IRunService runs, IRunJournal journal, string runId, long afterSequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(journal);
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var here = runs.WaitAsync(runId, left.Token);
        var watch = here.IsCompleted ? Task.CompletedTask : CancelAfterAsync(here, ended);
        try
        {
            var isOver = false;
            await using (var events = journal.ReadAsync(runId, afterSequence, follow: true, ended.Token).GetAsyncEnumerator(CancellationToken.None))
            {
                while (await MoveAsync(events, ended.Token, cancellationToken))
                {
                    afterSequence = events.Current.Sequence;
                    isOver = events.Current.IsTerminal;
                    yield return events.Current;
                }
            }

            if (!isOver)
            {
                await foreach (var happened in journal.ReadAsync(runId, afterSequence, follow: false, cancellationToken))
                {
                    yield return happened;
                }
            }
        }
        finally
        {
            await left.CancelAsync();
            await watch;
        }
    }

    private static async Task<bool> MoveAsync(IAsyncEnumerator<RunEvent> events, CancellationToken ended, CancellationToken cancellationToken)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task CancelAfterAsync(Task here, CancellationTokenSource ended)
    {
        try
        {
            await here;
            await ended.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The reader has left.
        }
    }
}
