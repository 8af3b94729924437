namespace Planner.Runs;

/// <summary>
/// Tells those who follow runs that there may be something new to read. A ring carries nothing: who hears it reads the journal from where
/// it stands, so that a ring too many does no harm. Safe for many threads.
/// </summary>
internal sealed class RunBells : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<RunBell>> _bells = new(StringComparer.Ordinal);
    private bool _disposed;

    /// <summary>Whether anyone listens to any run.</summary>
    public bool HasListeners
    {
        get
        {
            lock (_lock)
            {
                return _bells.Count > 0;
            }
        }
    }

    /// <summary>Listens to a run from now on, until the bell is disposed. Listen first, read then: so nothing is missed in between.</summary>
    /// <exception cref="ObjectDisposedException">The journal is closed.</exception>
    public RunBell Listen(string runId)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(IRunJournal));
            if (!_bells.TryGetValue(runId, out var bells))
            {
                _bells.Add(runId, bells = []);
            }

            var bell = new RunBell(this, runId);
            bells.Add(bell);
            return bell;
        }
    }

    /// <summary>Wakes who listens to that run. Call it after the commit.</summary>
    public void Ring(string runId)
    {
        lock (_lock)
        {
            if (_bells.TryGetValue(runId, out var bells))
            {
                bells.ForEach(bell => bell.Ring());
            }
        }
    }

    /// <summary>Wakes everybody: something was committed, and it is not known to which run.</summary>
    public void RingAll()
    {
        lock (_lock)
        {
            foreach (var bells in _bells.Values)
            {
                bells.ForEach(bell => bell.Ring());
            }
        }
    }

    /// <summary>The journal closes: who waits gets an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (var bells in _bells.Values)
            {
                bells.ForEach(bell => bell.Close());
            }

            _bells.Clear();
        }
    }

    internal void Forget(RunBell bell)
    {
        lock (_lock)
        {
            if (_bells.TryGetValue(bell.RunId, out var bells) && bells.Remove(bell) && bells.Count == 0)
            {
                _bells.Remove(bell.RunId);
            }
        }
    }
}
