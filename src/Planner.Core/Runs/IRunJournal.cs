namespace Planner.Runs;

/// <summary>
/// The one truth about runs: their events, in order, without gaps. An event can be read once it is committed, never before. Safe for
/// many threads, and for several processes where the store is.
/// </summary>
public interface IRunJournal
{
    /// <summary>Records a new run by its first event, durably, and gives the lease to <paramref name="owner"/>.</summary>
    /// <param name="accepted">The request.</param>
    /// <param name="owner">Who will work on it.</param>
    /// <param name="leaseTime">How long the lease lasts unless it is renewed.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    Task<RunLease> CreateAsync(RunAccepted accepted, string owner, TimeSpan leaseTime, CancellationToken cancellationToken);

    /// <summary>Takes over a run that has not ended and whose lease has expired; records <see cref="RunResumed"/>. Null when it has ended, is held, or is not there.</summary>
    Task<RunLease?> TryTakeOverAsync(string runId, string owner, TimeSpan leaseTime, CancellationToken cancellationToken);

    /// <summary>Extends the lease.</summary>
    /// <exception cref="LeaseLostException">Another owner has the run.</exception>
    Task<RunLease> RenewAsync(RunLease lease, TimeSpan leaseTime, CancellationToken cancellationToken);

    /// <summary>Lets go of a run before the lease expires. Nothing happens when it was lost already.</summary>
    Task ReleaseAsync(RunLease lease, CancellationToken cancellationToken);

    /// <summary>
    /// Appends events in order: all or none. They get the run's id, the next sequence numbers and the time. Returns when they are
    /// committed; on disk when one of them <see cref="RunEvent.IsDurable"/>.
    /// </summary>
    /// <returns>The events as recorded.</returns>
    /// <exception cref="LeaseLostException">The lease is not the newest.</exception>
    /// <exception cref="RunEndedException">The run has ended, or an event comes after the one that ends it.</exception>
    Task<IReadOnlyList<RunEvent>> AppendAsync(RunLease lease, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken);

    /// <summary>
    /// The run's events after <paramref name="afterSequence"/>, oldest first. With <paramref name="follow"/> it goes on with what is
    /// recorded later, by this or another process, until the run ends; without, it ends with what is there. Nothing when there is no such run.
    /// </summary>
    IAsyncEnumerable<RunEvent> ReadAsync(string runId, long afterSequence = 0, bool follow = false, CancellationToken cancellationToken = default);

    /// <summary>Runs, newest first.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="before">Only runs older than this run id; null: from the newest.</param>
    /// <param name="user">Only this user's runs, see <see cref="Request.User"/>; null: everybody's.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<IReadOnlyList<RunSummary>> ListAsync(int limit, string? before, string? user, CancellationToken cancellationToken);
}
