using System.Collections.Concurrent;

namespace Planner.Routing;

/// <summary>What this process has seen of a model at an instance.</summary>
internal sealed class PlaceStatistics(TimeProvider clock)
{
    private static long calls;
    private readonly ConcurrentDictionary<string, MovingAverage> _seconds = new(StringComparer.Ordinal);
    private long _lastCall;
    private long _lastCallAt;

    /// <summary>The share of calls that gave a value which passed its checks.</summary>
    public MovingAverage Success { get; } = new();

    /// <summary>US dollars for a call.</summary>
    public MovingAverage CostUsd { get; } = new();

    /// <summary>Which call of this process was its last; only the order matters.</summary>
    public long LastCall => Volatile.Read(ref _lastCall);

    /// <summary>How long ago its last call began; null: it never was called.</summary>
    public TimeSpan? SinceLastCall => LastCall == 0 ? null : clock.GetElapsedTime(Volatile.Read(ref _lastCallAt));

    /// <summary>It is called.</summary>
    public void Called()
    {
        Volatile.Write(ref _lastCallAt, clock.GetTimestamp());
        Volatile.Write(ref _lastCall, Interlocked.Increment(ref calls));
    }

    /// <summary>How long successful calls of a task take.</summary>
    public MovingAverage SecondsOf(string task) => _seconds.GetOrAdd(task, _ => new MovingAverage());
}
