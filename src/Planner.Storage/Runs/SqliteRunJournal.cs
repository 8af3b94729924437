using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Planner.Runs;
using Planner.Storage.Database;

namespace Planner.Storage.Runs;

/// <summary>The journal in an SQLite file. See <see cref="JournalWriter"/> for how it writes and <see cref="WalWatcher"/> for how it hears of others.</summary>
internal sealed class SqliteRunJournal : IRunJournal, IAsyncDisposable
{
    private const int PageSize = 256;

    private readonly SqliteDatabase _database;
    private readonly TimeProvider _clock;
    private readonly RunBells _bells = new();
    private readonly ReadSessions _readers;
    private readonly JournalWriter _writer;
    private readonly WalWatcher _watcher;

    public SqliteRunJournal(SqliteDatabase database, TimeProvider clock, ILogger<SqliteRunJournal> logger)
    {
        _database = database;
        _clock = clock;
        _readers = new ReadSessions(database);
        _writer = new JournalWriter(database, _bells, clock, logger);
        _watcher = new WalWatcher(database.Path, _writer.WakeAfterOthers, clock, logger);
    }

    public Task<RunLease> CreateAsync(RunAccepted accepted, string owner, TimeSpan leaseTime, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        var first = NewEvent.From(accepted);
        return _writer.WriteAsync(session => session.Create(first, accepted.Request, owner, leaseTime), isDurable: true, cancellationToken);
    }

    public Task<RunLease?> TryTakeOverAsync(string runId, string owner, TimeSpan leaseTime, CancellationToken cancellationToken) =>
        _writer.WriteAsync(session => session.TakeOver(runId, owner, leaseTime), isDurable: true, cancellationToken);

    public Task<RunLease> RenewAsync(RunLease lease, TimeSpan leaseTime, CancellationToken cancellationToken) =>
        _writer.WriteAsync(session => session.Renew(lease, leaseTime), isDurable: false, cancellationToken);

    public Task ReleaseAsync(RunLease lease, CancellationToken cancellationToken) =>
        _writer.WriteAsync(session => session.Release(lease), isDurable: false, cancellationToken);

    public Task<IReadOnlyList<RunEvent>> AppendAsync(RunLease lease, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(events);
        var rows = new NewEvent[events.Count];
        var isDurable = false;
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = NewEvent.From(events[i]);
            isDurable |= events[i].IsDurable;
        }

        return _writer.WriteAsync(session => session.Append(lease, rows), isDurable, cancellationToken);
    }

    public async IAsyncEnumerable<RunEvent> ReadAsync(
        string runId, long afterSequence = 0, bool follow = false, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // Listening begins before the first read: what this process commits in between rings.
        using var bell = follow ? _bells.Listen(runId) : null;
        var isWatching = false;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (isWatching && _bells.After(runId, afterSequence) is { } kept)
            {
                foreach (var happened in kept)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return happened;
                    afterSequence = happened.Sequence;
                }

                if (kept is [.., { IsTerminal: true }])
                {
                    yield break;
                }

                await bell!.WaitAsync(cancellationToken);
                continue;
            }

            var after = afterSequence;
            var page = _readers.Read(session => session.Page(runId, after, PageSize));
            foreach (var row in page.Rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return ToEvent(runId, row);
                afterSequence = row.Sequence;
            }

            if (page.Rows.Count == PageSize)
            {
                continue;
            }

            if (page.IsLast || bell is null)
            {
                yield break;
            }

            if (!isWatching)
            {
                // What another process is committing just now may have changed the log before the watch began: wait for it once.
                _watcher.Start();
                _writer.WakeAfterOthers();
                isWatching = true;
            }

            await bell.WaitAsync(cancellationToken);
        }
    }

    public Task<IReadOnlyList<RunSummary>> ListAsync(int limit, string? before, string? user, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<IReadOnlyList<RunSummary>>(cancellationToken)
            : Task.FromResult(_readers.Read(session => session.List(limit, before, user, _clock.GetUtcNow())));
    }

    public async ValueTask DisposeAsync()
    {
        _watcher.Dispose();
        await _writer.DisposeAsync();
        _bells.Dispose();
        _readers.Dispose();
    }

    private RunEvent ToEvent(string runId, EventRow row)
    {
        try
        {
            return EventBody.Read(row.Body, runId, row.Sequence, row.Time);
        }
        catch (JsonException exception)
        {
            throw new StorageException(
                $"Event {row.Sequence} of run '{runId}' in '{_database.Path}' can't be read: {exception.Message} Another version of Planner wrote it, or the file is damaged. Show the run with the version that made it.",
                exception);
        }
    }
}
