using System.Collections.Concurrent;
using Planner.Inference;

namespace Planner.Routing;

/// <summary>A backend in use, and what this process knows of how it does. An instance that is changed gets a new one, which takes over what was measured.</summary>
internal sealed class LiveBackend : IDisposable
{
    // The count of a backend that is disposed: no attempt gets in any more.
    private const int Gone = int.MinValue;

    private readonly ConcurrentDictionary<string, PlaceStatistics> _statistics;
    private readonly ConcurrentDictionary<string, CircuitBreaker> _models = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _closed = new();
    private readonly RoutingOptions _options;
    private readonly TimeProvider _clock;
    private readonly Action<LiveBackend> _changed;
    private readonly HealthWatch? _health;
    private DateTimeOffset? _since;
    private int _inFlight;
    private int _retired;

    /// <param name="backend">What is called.</param>
    /// <param name="instance">The instance; null for what is there always.</param>
    /// <param name="version">The instance's version in its store.</param>
    /// <param name="options">When its breakers open.</param>
    /// <param name="clock">The time.</param>
    /// <param name="changed">Told when a breaker or its health changes.</param>
    /// <param name="before">What was in its place.</param>
    public LiveBackend(
        IInferenceBackend backend, BackendInstance? instance, string? version, RoutingOptions options, TimeProvider clock, Action<LiveBackend> changed, LiveBackend? before = null)
    {
        (Backend, Instance, Version, _options, _clock, _changed) = (backend, instance, version, options, clock, changed);
        _statistics = before?._statistics ?? new(StringComparer.OrdinalIgnoreCase);
        Closed = _closed.Token;
        Breaker = NewBreaker(isModels: false);
        Gate = instance?.Limits is { } limits && (limits.MaxConcurrent ?? limits.CallsPerMinute) is not null ? new InstanceGate(limits, options.QueueLength, clock) : null;
        _health = instance is { Health: { } health, State: ServiceState.Enabled } && backend is ICheckedBackend known ? new HealthWatch(known, health, clock, () => changed(this)) : null;
    }

    public IInferenceBackend Backend { get; }

    /// <summary>The instance; null for what is there always, such as the engines of this machine.</summary>
    public BackendInstance? Instance { get; }

    /// <summary>The instance's version in its store.</summary>
    public string? Version { get; }

    public string Name => Backend.Name;

    public Egress Egress => Backend.Egress;

    public ServiceState State => Instance?.State ?? ServiceState.Enabled;

    /// <summary>The breaker of the instance as a whole.</summary>
    public CircuitBreaker Breaker { get; }

    /// <summary>Keeps it within its limits; null: it has none.</summary>
    public InstanceGate? Gate { get; }

    /// <summary>What its health checks found wrong; null: nothing, or there are none.</summary>
    public string? Problem => _health?.Problem;

    /// <summary>How many attempts it works on.</summary>
    public int InFlight => Math.Max(Volatile.Read(ref _inFlight), 0);

    /// <summary>Whether it was changed or removed and takes no new calls.</summary>
    public bool IsRetired => Volatile.Read(ref _retired) == 1;

    /// <summary>Fires when the instance is disabled while it works.</summary>
    public CancellationToken Closed { get; }

    /// <summary>The breaker of one of its models.</summary>
    public CircuitBreaker BreakerOf(string model) => _models.GetOrAdd(model, _ => NewBreaker(isModels: true));

    /// <summary>What was measured of one of its models.</summary>
    public PlaceStatistics StatisticsOf(string model) => _statistics.GetOrAdd(model, _ => new PlaceStatistics(_clock));

    /// <summary>Counts an attempt in if there are as many as the caller saw; false when somebody was faster, and the caller should look again.</summary>
    public bool TryEnter(int seen) => Interlocked.CompareExchange(ref _inFlight, seen + 1, seen) == seen;

    /// <summary>Counts an attempt out.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _inFlight) == 0)
        {
            DisposeIfOver();
        }
    }

    /// <summary>It gets no new calls; it is disposed when the last has ended.</summary>
    /// <param name="now">Whether those that run are stopped.</param>
    public void Retire(bool now)
    {
        if (now)
        {
            _closed.Cancel();
        }

        Volatile.Write(ref _retired, 1);
        DisposeIfOver();
    }

    /// <summary>How it does.</summary>
    public InstanceStatus Status() => new(Name, Breaker.State)
    {
        Since = _since,
        Problem = Problem,
        InFlight = InFlight,
        Waiting = Gate?.Waiting ?? 0,
        Models = _models.Select(pair => (pair.Key, pair.Value.State)).Where(pair => pair.State != BreakerState.Closed).ToDictionary(pair => pair.Key, pair => pair.State, StringComparer.OrdinalIgnoreCase),
    };

    /// <summary>Closes what belongs to an instance; what is there always is its maker's.</summary>
    public void Dispose()
    {
        _health?.Dispose();
        Gate?.Dispose();
        if (Instance is not null)
        {
            (Backend as IDisposable)?.Dispose();
        }

        _closed.Dispose();
    }

    private CircuitBreaker NewBreaker(bool isModels) => new(_options, _clock, _ =>
    {
        _since = isModels ? _since : _clock.GetUtcNow();
        _changed(this);
    });

    private void DisposeIfOver()
    {
        if (IsRetired && Interlocked.CompareExchange(ref _inFlight, Gone, 0) == 0)
        {
            Dispose();
        }
    }
}
