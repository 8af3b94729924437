using Planner.Runs;

namespace Planner.Tests.Testing;

/// <summary>A journal in memory that a test makes fail.</summary>
public sealed class FaultyJournal(TimeProvider clock) : IRunJournal, IDisposable
{
    private readonly InMemoryRunJournal _inner = new(clock);

    /// <summary>Called once a run is created.</summary>
    public Action AfterCreate { get; init; } = () => { };

    /// <summary>Called before a lease is renewed.</summary>
    public Action BeforeRenew { get; init; } = () => { };

    /// <summary>Called before a lease is released.</summary>
    public Action BeforeRelease { get; init; } = () => { };

    public async Task<RunLease> CreateAsync(RunAccepted accepted, string owner, TimeSpan leaseTime, CancellationToken cancellationToken)
    {
        var lease = await _inner.CreateAsync(accepted, owner, leaseTime, cancellationToken);
        AfterCreate();
        return lease;
    }

    public Task<RunLease?> TryTakeOverAsync(string runId, string owner, TimeSpan leaseTime, CancellationToken cancellationToken) =>
        _inner.TryTakeOverAsync(runId, owner, leaseTime, cancellationToken);

    public Task<RunLease> RenewAsync(RunLease lease, TimeSpan leaseTime, CancellationToken cancellationToken)
    {
        BeforeRenew();
        return _inner.RenewAsync(lease, leaseTime, cancellationToken);
    }

    public Task ReleaseAsync(RunLease lease, CancellationToken cancellationToken)
    {
        BeforeRelease();
        return _inner.ReleaseAsync(lease, cancellationToken);
    }

    public Task<IReadOnlyList<RunEvent>> AppendAsync(RunLease lease, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken) =>
        _inner.AppendAsync(lease, events, cancellationToken);

    public IAsyncEnumerable<RunEvent> ReadAsync(string runId, long afterSequence = 0, bool follow = false, CancellationToken cancellationToken = default) =>
        _inner.ReadAsync(runId, afterSequence, follow, cancellationToken);

    public Task<IReadOnlyList<RunSummary>> ListAsync(int limit, string? before, string? user, CancellationToken cancellationToken) =>
        _inner.ListAsync(limit, before, user, cancellationToken);

    public void Dispose() => _inner.Dispose();
}
