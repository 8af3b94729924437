using System.Runtime.CompilerServices;

namespace Planner.Runs;

/// <summary>A journal that is gone with its process: for tests, benchmarks, and programs that embed Planner and keep nothing.</summary>
internal sealed class InMemoryRunJournal(TimeProvider clock) : IRunJournal, IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Run> _runs = new(StringComparer.Ordinal);
    private readonly List<Run> _order = [];
    private readonly RunBells _bells = new();

    public Task<RunLease> CreateAsync(RunAccepted accepted, string owner, TimeSpan leaseTime, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        return Locked(() =>
        {
            var run = new Run(RunId.New(), accepted.Request, _order.Count, new RunLease("", owner, 1, clock.GetUtcNow() + leaseTime));
            _runs.Add(run.Id, run);
            _order.Add(run);
            Record(run, [accepted]);
            return run.Lease;
        }, cancellationToken);
    }

    public Task<RunLease?> TryTakeOverAsync(string runId, string owner, TimeSpan leaseTime, CancellationToken cancellationToken) =>
        Locked(() =>
        {
            if (!_runs.TryGetValue(runId, out var run) || !run.IsInterrupted(clock.GetUtcNow()))
            {
                return null;
            }

            run.Lease = new RunLease(runId, owner, run.Lease.Fence + 1, clock.GetUtcNow() + leaseTime);
            Record(run, [new RunResumed { Owner = owner, Fence = run.Lease.Fence }]);
            return run.Lease;
        }, cancellationToken);

    public Task<RunLease> RenewAsync(RunLease lease, TimeSpan leaseTime, CancellationToken cancellationToken) =>
        Locked(() =>
        {
            var run = Held(lease);
            return run.Lease = lease with { ExpiresAt = clock.GetUtcNow() + leaseTime };
        }, cancellationToken);

    public Task ReleaseAsync(RunLease lease, CancellationToken cancellationToken) =>
        Locked(() =>
        {
            if (_runs.TryGetValue(lease.RunId, out var run) && run.Lease.Fence == lease.Fence)
            {
                run.Lease = run.Lease with { ExpiresAt = DateTimeOffset.MinValue };
            }

            return true;
        }, cancellationToken);

    public Task<IReadOnlyList<RunEvent>> AppendAsync(RunLease lease, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(events);
        return Locked<IReadOnlyList<RunEvent>>(() => Record(Held(lease), events), cancellationToken);
    }

    public async IAsyncEnumerable<RunEvent> ReadAsync(
        string runId, long afterSequence = 0, bool follow = false, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var bell = follow ? _bells.Listen(runId) : null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (page, isOver) = Page(runId, afterSequence);
            foreach (var happened in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return happened;
                afterSequence = happened.Sequence;
            }

            if (isOver || bell is null)
            {
                yield break;
            }

            await bell.WaitAsync(cancellationToken);
        }
    }

    public Task<IReadOnlyList<RunSummary>> ListAsync(int limit, string? before, string? user, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return Locked<IReadOnlyList<RunSummary>>(() =>
        {
            var end = before is null ? _order.Count : _runs.GetValueOrDefault(before)?.Number ?? 0;
            var now = clock.GetUtcNow();
            return [.. _order.Take(end).Reverse().Where(run => user is null || run.Request.User == user).Take(limit).Select(run => run.Summary(now))];
        }, cancellationToken);
    }

    public void Dispose() => _bells.Dispose();

    private Run Held(RunLease lease) =>
        _runs.TryGetValue(lease.RunId, out var run) && run.Lease.Fence == lease.Fence ? run : throw new LeaseLostException(lease.RunId);

    private List<RunEvent> Record(Run run, IReadOnlyList<RunEvent> events)
    {
        run.Status = events.Aggregate(run.Status, RunStatusExtensions.After);
        var now = clock.GetUtcNow();
        var first = run.Events.Count + 1;
        var recorded = events.Select((happened, i) => happened with { RunId = run.Id, Sequence = first + i, Time = now }).ToList();
        run.Events.AddRange(recorded);
        _bells.Ring(run.Id, recorded);
        return recorded;
    }

    private (List<RunEvent> Page, bool IsOver) Page(string runId, long afterSequence)
    {
        lock (_lock)
        {
            return _runs.TryGetValue(runId, out var run)
                ? ([.. run.Events.Skip((int)Math.Min(afterSequence, int.MaxValue))], run.Status.HasEnded())
                : ([], true);
        }
    }

    private Task<T> Locked<T>(Func<T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        lock (_lock)
        {
            try
            {
                return Task.FromResult(work());
            }
            catch (Exception exception) when (exception is LeaseLostException or RunEndedException)
            {
                return Task.FromException<T>(exception);
            }
        }
    }

    private sealed class Run(string id, Request request, int number, RunLease lease)
    {
        public string Id => id;

        public Request Request => request;

        public int Number => number;

        public List<RunEvent> Events { get; } = [];

        public RunStatus Status { get; set; }

        public RunLease Lease { get; set; } = lease with { RunId = id };

        public bool IsInterrupted(DateTimeOffset now) => !Status.HasEnded() && Lease.ExpiresAt <= now;

        public RunSummary Summary(DateTimeOffset now) => new(id, Status, request.Text, Events[0].Time, Events[^1].Time, IsInterrupted(now)) { User = request.User };
    }
}
