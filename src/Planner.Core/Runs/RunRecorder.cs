using System.Threading.Channels;

namespace Planner.Runs;

/// <summary>
/// The way of a run's events into the journal: many steps record, one pump appends in that order, in batches of whatever is waiting.
/// Recording never waits. Neighbouring deltas become one, held back for at most <see cref="CoalesceWindow"/>.
/// </summary>
internal sealed class RunRecorder : IAsyncDisposable
{
    public static readonly TimeSpan CoalesceWindow = TimeSpan.FromMilliseconds(50);

    private readonly Channel<object> _waiting = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _faulted = new();
    private readonly IRunJournal _journal;
    private readonly RunLease _lease;
    private readonly TimeProvider _clock;
    private readonly Task _pump;
    private bool _ended;

    public RunRecorder(IRunJournal journal, RunLease lease, RunState state, TimeProvider clock)
    {
        (_journal, _lease, State, _clock) = (journal, lease, state, clock);
        _pump = PumpAsync();
    }

    /// <summary>The run as recorded. Read it only after <see cref="FlushAsync"/>, while nothing records.</summary>
    public RunState State { get; }

    /// <summary>Fires when the journal takes no more events.</summary>
    public CancellationToken Faulted => _faulted.Token;

    /// <summary>Why it does not.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Puts an event in line. Lost, like all after it, when the journal has failed: <see cref="Faulted"/> tells.</summary>
    public void Record(RunEvent happened) => _waiting.Writer.TryWrite(happened);

    /// <summary>Completes when all that was recorded before is committed.</summary>
    public async Task FlushAsync()
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_waiting.Writer.TryWrite(flushed))
        {
            await flushed.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _pump;
        _faulted.Dispose();
    }

    private async Task PumpAsync()
    {
        var reader = _waiting.Reader;
        while (await reader.WaitToReadAsync())
        {
            var events = new List<RunEvent>();
            var flushes = new List<TaskCompletionSource>();
            Drain(reader, events, flushes);
            if (flushes.Count == 0 && events.TrueForAll(happened => happened is AnswerDelta or StepDelta))
            {
                await CollectDeltasAsync(reader, events, flushes);
            }

            await AppendAsync(events);
            foreach (var flush in flushes)
            {
                flush.SetResult();
            }
        }
    }

    private async Task CollectDeltasAsync(ChannelReader<object> reader, List<RunEvent> events, List<TaskCompletionSource> flushes)
    {
        using var window = new CancellationTokenSource(CoalesceWindow, _clock);
        try
        {
            while (flushes.Count == 0 && events.TrueForAll(happened => happened is AnswerDelta or StepDelta)
                && await reader.WaitToReadAsync(window.Token))
            {
                Drain(reader, events, flushes);
            }
        }
        catch (OperationCanceledException)
        {
            // The window is over; what has come is written.
        }
    }

    private void Drain(ChannelReader<object> reader, List<RunEvent> events, List<TaskCompletionSource> flushes)
    {
        while (reader.TryRead(out var next))
        {
            if (next is TaskCompletionSource flush)
            {
                flushes.Add(flush);
                return;
            }

            // What a call that was left behind still has to tell comes too late: nothing follows the end.
            var happened = (RunEvent)next;
            if (_ended)
            {
                continue;
            }

            _ended = happened.IsTerminal;
            if (events.Count > 0 && Merge(events[^1], happened) is { } merged)
            {
                events[^1] = merged;
            }
            else
            {
                events.Add(happened);
            }
        }
    }

    private static RunEvent? Merge(RunEvent first, RunEvent second) => (first, second) switch
    {
        (AnswerDelta a, AnswerDelta b) => a with { Text = a.Text + b.Text },
        (StepDelta a, StepDelta b) when a.StepId == b.StepId => a with { Text = a.Text + b.Text },
        _ => null,
    };

    private async Task AppendAsync(List<RunEvent> events)
    {
        if (events.Count == 0 || Fault is not null)
        {
            return;
        }

        try
        {
            foreach (var recorded in await _journal.AppendAsync(_lease, events, CancellationToken.None))
            {
                State.Apply(recorded);
            }
        }
        catch (Exception exception)
        {
            // Whatever it was, the run can't go on: what it does from here on would be known to nobody.
            Fault = exception;
            await _faulted.CancelAsync();
        }
    }
}
