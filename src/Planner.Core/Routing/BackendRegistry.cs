using Microsoft.Extensions.Options;
using Planner.Inference;

namespace Planner.Routing;

/// <summary>
/// The backends in use, nearest first: those that are there always, and one for each instance of the store, which they follow while the program runs. An instance
/// that did not change keeps its backend with all that is known of it.
/// </summary>
public sealed class BackendRegistry : IDisposable
{
    private readonly LiveBackend[] _always;
    private readonly Dictionary<string, IInstanceKind> _kinds;
    private readonly InstanceStore? _store;
    private readonly InstanceStates? _states;
    private readonly RoutingOptions _options;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private volatile Snapshot _current;

    /// <summary>Follows a store.</summary>
    /// <param name="always">The backends that are there always.</param>
    /// <param name="kinds">What makes the backends of instances; instances of other kinds are passed over.</param>
    /// <param name="store">The instances; null: none.</param>
    /// <param name="states">Where is said how the instances do; null: nowhere.</param>
    /// <param name="options">When breakers open; null: as by default.</param>
    /// <param name="clock">The time; null: the system's.</param>
    public BackendRegistry(
        IEnumerable<IInferenceBackend> always, IEnumerable<IInstanceKind> kinds, InstanceStore? store = null, InstanceStates? states = null, IOptions<RoutingOptions>? options = null, TimeProvider? clock = null)
    {
        (_options, _clock, _states) = (options?.Value ?? new RoutingOptions(), clock ?? TimeProvider.System, states);
        _always = [.. always.Select(backend => new LiveBackend(backend, null, null, _options, _clock, Changed))];
        _kinds = kinds.ToDictionary(kind => kind.Kind, StringComparer.Ordinal);
        _store = _kinds.Count == 0 ? null : store;
        _current = new Snapshot(_store is null ? null : -1, Sorted([]));
    }

    /// <summary>How the backends do, in the order of <c>Current</c>, as this process sees it.</summary>
    public IReadOnlyList<InstanceStatus> Statuses => [.. Current.Select(live => live.Status())];

    /// <summary>All backends, nearest first; within one distance first those that are there always, then the store's order.</summary>
    /// <exception cref="InstanceException">The instances can't be read.</exception>
    internal IReadOnlyList<LiveBackend> Current
    {
        get
        {
            if (_store is null)
            {
                return _current.Backends;
            }

            var wanted = _store.Current;
            return wanted.Version == _current.Version ? _current.Backends : Follow();
        }
    }

    /// <summary>Set when a breaker, or the health of an instance, changes.</summary>
    internal StateSignal StateChanged { get; } = new();

    /// <summary>The backend of that name as it is now; null when there is none. For a look; calls go through <see cref="ModelRouter"/>.</summary>
    public IInferenceBackend? Backend(string name) => Find(name)?.Backend;

    /// <summary>The backend of that name; null when there is none.</summary>
    internal LiveBackend? Find(string name) => Current.FirstOrDefault(live => live.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Closes the connections of all instances.</summary>
    public void Dispose()
    {
        foreach (var live in _current.Backends)
        {
            live.Dispose();
        }
    }

    private void Changed(LiveBackend live)
    {
        StateChanged.Set();
        _states?.Tell(() => [.. _current.Backends.Select(one => one.Status())]);
    }

    private LiveBackend[] Follow()
    {
        List<(LiveBackend Live, bool Now)> gone = [];
        LiveBackend[] backends;
        lock (_gate)
        {
            var wanted = _store!.Current;
            if (wanted.Version == _current.Version)
            {
                return _current.Backends;
            }

            var had = _current.Backends.Where(live => live.Instance is not null).ToDictionary(live => live.Name, StringComparer.Ordinal);
            List<LiveBackend> now = [];
            foreach (var instance in wanted.Items.Where(instance => _kinds.ContainsKey(instance.Kind)))
            {
                var version = _store.VersionOf(instance);
                if (had.Remove(instance.Name, out var before) && before.Version == version)
                {
                    now.Add(before);
                    continue;
                }

                var kind = _kinds[instance.Kind];
                now.Add(new LiveBackend(kind.Create(instance), instance with { Models = kind.CardsOf(instance) }, version, _options, _clock, Changed, before));
                if (before is not null)
                {
                    gone.Add((before, instance.State == ServiceState.Disabled));
                }
            }

            gone.AddRange(had.Values.Select(live => (live, false)));
            backends = Sorted(now);
            _current = new Snapshot(wanted.Version, backends);
        }

        gone.ForEach(one => one.Live.Retire(one.Now));
        StateChanged.Set();
        return backends;
    }

    private LiveBackend[] Sorted(IEnumerable<LiveBackend> instances) => [.. _always.Concat(instances).OrderBy(live => live.Egress)];

    private sealed record Snapshot(long? Version, LiveBackend[] Backends);
}
