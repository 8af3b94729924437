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
    private readonly Lock _gate = new();
    private volatile Snapshot _current;

    /// <summary>Follows a store.</summary>
    /// <param name="always">The backends that are there always.</param>
    /// <param name="kinds">What makes the backends of instances; instances of other kinds are passed over.</param>
    /// <param name="store">The instances; null: none.</param>
    public BackendRegistry(IEnumerable<IInferenceBackend> always, IEnumerable<IInstanceKind> kinds, InstanceStore? store)
    {
        _always = [.. always.Select(backend => new LiveBackend(backend, null, null))];
        _kinds = kinds.ToDictionary(kind => kind.Kind, StringComparer.Ordinal);
        _store = _kinds.Count == 0 ? null : store;
        _current = new Snapshot(_store is null ? null : -1, Sorted([]));
    }

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
                if (had.Remove(instance.Name, out var live) && live.Version != version)
                {
                    gone.Add((live, instance.State == ServiceState.Disabled));
                    live = null;
                }

                now.Add(live ?? new LiveBackend(_kinds[instance.Kind].Create(instance), instance, version));
            }

            gone.AddRange(had.Values.Select(live => (live, false)));
            backends = Sorted(now);
            _current = new Snapshot(wanted.Version, backends);
        }

        gone.ForEach(one => one.Live.Retire(one.Now));
        return backends;
    }

    private LiveBackend[] Sorted(IEnumerable<LiveBackend> instances) => [.. _always.Concat(instances).OrderBy(live => live.Egress)];

    private sealed record Snapshot(long? Version, LiveBackend[] Backends);
}
