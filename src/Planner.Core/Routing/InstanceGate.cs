namespace Planner.Routing;

/// <summary>
/// Keeps an instance within its limits: so many calls at once, so many a minute. Who comes too early waits in the order of arrival, up to a length; who finds the queue full goes
/// elsewhere. The rate is a token bucket that holds a second's worth, at least one call.
/// </summary>
internal sealed class InstanceGate(InstanceLimits limits, int queueLength, TimeProvider clock) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly LinkedList<TaskCompletionSource> _queue = [];
    private readonly double _perSecond = (limits.CallsPerMinute ?? 0) / 60.0;
    private double _tokens = Math.Max(1, (limits.CallsPerMinute ?? 0) / 60.0);
    private long _filled = clock.GetTimestamp();
    private int _running;
    private ITimer? _timer;

    /// <summary>How many wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>Takes a place if one is free now and nobody waits.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            return _queue.Count == 0 && Take();
        }
    }

    /// <summary>Takes a place, waiting for it.</summary>
    /// <returns>False: too many wait already.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async ValueTask<bool> EnterAsync(CancellationToken cancellationToken)
    {
        LinkedListNode<TaskCompletionSource> waiting;
        lock (_gate)
        {
            if (_queue.Count == 0 && Take())
            {
                return true;
            }

            if (_queue.Count >= (limits.QueueLength ?? queueLength))
            {
                return false;
            }

            waiting = _queue.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            WakeForTheRate();
        }

        await using var gaveUp = cancellationToken.Register(() =>
        {
            lock (_gate)
            {
                if (waiting.List is not null)
                {
                    _queue.Remove(waiting);
                    waiting.Value.TrySetCanceled(cancellationToken);
                }
            }
        });
        await waiting.Value.Task;
        return true;
    }

    /// <summary>Gives a place back.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _running--;
            LetIn();
        }
    }

    /// <summary>Stops the timer; nobody is let in any more by time alone.</summary>
    public void Dispose() => _timer?.Dispose();

    private void LetIn()
    {
        while (_queue.First is { } first && Take())
        {
            _queue.RemoveFirst();
            first.Value.SetResult();
        }

        WakeForTheRate();
    }

    private bool Take()
    {
        if (_running >= (limits.MaxConcurrent ?? int.MaxValue))
        {
            return false;
        }

        if (_perSecond > 0)
        {
            var now = clock.GetTimestamp();
            _tokens = Math.Min(Math.Max(1, _perSecond), _tokens + (clock.GetElapsedTime(_filled, now).TotalSeconds * _perSecond));
            _filled = now;
            if (_tokens < 1)
            {
                return false;
            }

            _tokens--;
        }

        _running++;
        return true;
    }

    // A place that comes free lets the next in by itself; a token has to be waited for.
    private void WakeForTheRate()
    {
        if (_queue.Count == 0 || _perSecond == 0 || _running >= (limits.MaxConcurrent ?? int.MaxValue))
        {
            return;
        }

        var wait = TimeSpan.FromSeconds(Math.Max(0, 1 - _tokens) / _perSecond) + TimeSpan.FromMilliseconds(1);
        _timer ??= clock.CreateTimer(
            _ =>
            {
                lock (_gate)
                {
                    LetIn();
                }
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
