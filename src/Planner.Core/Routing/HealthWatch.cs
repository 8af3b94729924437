namespace Planner.Routing;

/// <summary>Checks an instance at intervals for as long as it is in use.</summary>
internal sealed class HealthWatch : IDisposable
{
    private readonly ICheckedBackend _backend;
    private readonly HealthCheck _check;
    private readonly TimeProvider _clock;
    private readonly Action _changed;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _over = new();
    private int _good;
    private int _bad;

    public HealthWatch(ICheckedBackend backend, HealthCheck check, TimeProvider clock, Action changed)
    {
        (_backend, _check, _clock, _changed) = (backend, check, clock, changed);
        var interval = TimeSpan.FromSeconds(check.IntervalSeconds);
        _timer = clock.CreateTimer(_ => _ = CheckAsync(), null, interval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What is wrong, once it was so often enough; null: it is well.</summary>
    public string? Problem { get; private set; }

    public void Dispose()
    {
        _over.Cancel();
        _timer.Dispose();
        _over.Dispose();
    }

    private async Task CheckAsync()
    {
        string? problem;
        try
        {
            using var late = new CancellationTokenSource(TimeSpan.FromSeconds(_check.TimeoutSeconds), _clock);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, _over.Token);
            problem = await _backend.CheckAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            problem = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"no answer within {_check.TimeoutSeconds:0.###} s");
        }
        catch (ObjectDisposedException)
        {
            return;
        }
#pragma warning disable CA1031 // Whatever goes wrong, it was no good check.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            problem = exception.Message;
        }

        (_good, _bad) = problem is null ? (_good + 1, 0) : (0, _bad + 1);
        var before = Problem;
        Problem = _bad >= _check.UnhealthyAfter ? problem : _good >= _check.HealthyAfter ? null : before;
        if (before is null != Problem is null)
        {
            _changed();
        }

        try
        {
            // From the end of one check to the next, so that slow ones never overlap.
            _timer.Change(TimeSpan.FromSeconds(_check.IntervalSeconds), Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The instance went away meanwhile.
        }
    }
}
