namespace Planner.Routing;

/// <summary>
/// Keeps calls from what fails. Opens after so many failures in a row, or when so many per cent of at least so many calls within a window failed; after a while lets exactly one
/// call through, the probe, and closes when it succeeds, or opens anew. Not Polly's: that has no count in a row, throws where a router wants to choose, and says
/// nothing to those who would wait for the probe.
/// </summary>
internal sealed class CircuitBreaker(RoutingOptions options, TimeProvider clock, Action<BreakerState>? changed = null)
{
    private const int Buckets = 10;
    private readonly Lock _gate = new();
    private readonly (long Slot, int Good, int Bad)[] _window = new (long, int, int)[Buckets];
    private BreakerState _state;
    private int _inARow;
    private long _openedAt;

    // Which closed stretch or probe it is: what began earlier has no say.
    private int _round;

    public BreakerState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>How long until it may be tried; zero when it may now; null while a probe is on its way.</summary>
    public TimeSpan? Remaining
    {
        get
        {
            lock (_gate)
            {
                return _state switch
                {
                    BreakerState.Closed => TimeSpan.Zero,
                    BreakerState.HalfOpen => null,
                    _ => Left(),
                };
            }
        }
    }

    /// <summary>Asks to make a call.</summary>
    /// <returns>The round to report it for; null: not now.</returns>
    public int? TryEnter()
    {
        lock (_gate)
        {
            if (_state == BreakerState.HalfOpen || (_state == BreakerState.Open && Left() > TimeSpan.Zero))
            {
                return null;
            }

            if (_state == BreakerState.Open)
            {
                Become(BreakerState.HalfOpen);
            }

            return _round;
        }
    }

    /// <summary>Says what a call came to.</summary>
    /// <param name="round">What <see cref="TryEnter"/> gave.</param>
    /// <param name="good">Whether it succeeded; null: it says nothing, as when the caller went away. After such a probe the next call is one.</param>
    public void Report(int round, bool? good)
    {
        lock (_gate)
        {
            if (round != _round)
            {
                return;
            }

            if (_state == BreakerState.HalfOpen)
            {
                // With no say, its time has come all the same: it is open with nothing left to wait.
                var before = _openedAt;
                Become(good == true ? BreakerState.Closed : BreakerState.Open);
                _openedAt = good is null ? before : _openedAt;
            }
            else if (good is { } known && Counts(known))
            {
                Become(BreakerState.Open);
            }
        }
    }

    private TimeSpan Left()
    {
        var left = TimeSpan.FromSeconds(options.BreakSeconds) - clock.GetElapsedTime(_openedAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private bool Counts(bool good)
    {
        _inARow = good ? 0 : _inARow + 1;
        var slot = (long)(clock.GetElapsedTime(0).TotalSeconds * Buckets / options.BreakerWindowSeconds);
        ref var bucket = ref _window[slot % Buckets];
        bucket = bucket.Slot == slot ? bucket : (slot, 0, 0);
        bucket = (slot, bucket.Good + (good ? 1 : 0), bucket.Bad + (good ? 0 : 1));
        if (good)
        {
            return false;
        }

        var (all, bad) = (0, 0);
        foreach (var (at, well, ill) in _window)
        {
            if (at > slot - Buckets)
            {
                (all, bad) = (all + well + ill, bad + ill);
            }
        }

        return _inARow >= options.FailuresInARow || (all >= options.LeastCalls && bad * 100 >= options.FailurePercent * all);
    }

    private void Become(BreakerState state)
    {
        _state = state;
        _round++;
        _inARow = 0;
        _openedAt = state == BreakerState.Open ? clock.GetTimestamp() : _openedAt;
        Array.Clear(_window);
        changed?.Invoke(state);
    }
}
