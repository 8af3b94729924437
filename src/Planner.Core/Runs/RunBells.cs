namespace Planner.Runs;

/// <summary>
/// Tells those who follow runs that there may be something new to read. A ring carries nothing: who hears it reads from where it stands, so that a ring
/// too many does no harm. The last events of a followed run are kept, so that its followers need not fetch from disk what this process has just put
/// there. Safe for many threads.
/// </summary>
internal sealed class RunBells : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Followed> _runs = new(StringComparer.Ordinal);
    private bool _disposed;

    /// <summary>Whether anyone listens to any run.</summary>
    public bool HasListeners
    {
        get
        {
            lock (_lock)
            {
                return _runs.Count > 0;
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
            if (!_runs.TryGetValue(runId, out var run))
            {
                _runs.Add(runId, run = new Followed());
            }

            var bell = new RunBell(this, runId);
            run.Bells.Add(bell);
            return bell;
        }
    }

    /// <summary>Wakes who listens to that run. Call it after the commit.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="committed">Its events that were committed, in order.</param>
    public void Ring(string runId, IReadOnlyList<RunEvent> committed)
    {
        lock (_lock)
        {
            if (_runs.TryGetValue(runId, out var run))
            {
                run.Keep(committed);
                run.Bells.ForEach(bell => bell.Ring());
            }
        }
    }

    /// <summary>Wakes everybody: something was committed, and it is not known to which run.</summary>
    public void RingAll()
    {
        lock (_lock)
        {
            foreach (var run in _runs.Values)
            {
                run.Kept.Clear();
                run.Bells.ForEach(bell => bell.Ring());
            }
        }
    }

    /// <summary>
    /// A followed run's committed events after <paramref name="sequence"/>. Empty: there are none yet, and a ring will tell of the next. Null: that is not known
    /// here, and has to be read from the journal.
    /// </summary>
    public IReadOnlyList<RunEvent>? After(string runId, long sequence)
    {
        lock (_lock)
        {
            return _runs.TryGetValue(runId, out var run) && run.Kept is [var first, ..] && run.Kept[^1] is var last && first.Sequence <= sequence + 1 && last.Sequence >= sequence
                ? run.Kept.GetRange((int)(sequence + 1 - first.Sequence), (int)(last.Sequence - sequence))
                : null;
        }
    }

    /// <summary>The journal closes: who waits gets an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (var run in _runs.Values)
            {
                run.Bells.ForEach(bell => bell.Close());
            }

            _runs.Clear();
        }
    }

    internal void Forget(RunBell bell)
    {
        lock (_lock)
        {
            if (_runs.TryGetValue(bell.RunId, out var run) && run.Bells.Remove(bell) && run.Bells.Count == 0)
            {
                _runs.Remove(bell.RunId);
            }
        }
    }

    private sealed class Followed
    {
        // Who is further behind reads the journal.
        private const int MostKept = 64;

        public List<RunBell> Bells { get; } = [];

        /// <summary>The last events, without gaps; empty when another process may have committed some.</summary>
        public List<RunEvent> Kept { get; } = [];

        public void Keep(IReadOnlyList<RunEvent> committed)
        {
            if (committed.Count == 0 || (Kept.Count > 0 && Kept[^1].Sequence + 1 != committed[0].Sequence))
            {
                Kept.Clear();
            }

            Kept.AddRange(committed);
            if (Kept.Count > 2 * MostKept)
            {
                Kept.RemoveRange(0, Kept.Count - MostKept);
            }
        }
    }
}
