using Microsoft.Data.Sqlite;
using Planner.Runs;
using Planner.Storage.Database;

namespace Planner.Storage.Runs;

/// <summary>
/// The writer's connection with its prepared statements, and what a run's row must go through. Each method checks before it changes
/// anything, so that a refused request leaves nothing behind in a transaction that others share. For one thread at a time.
/// </summary>
internal sealed class WriteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _patience;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _version;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _insertRun;
    private readonly SqliteCommand _insertEvent;
    private readonly SqliteCommand _advance;
    private readonly SqliteCommand _lease;
    private readonly Dictionary<string, List<RunEvent>> _changed = new(StringComparer.Ordinal);
    private bool? _isFull;
    private long? _lastVersion;

    public WriteSession(SqliteDatabase database, TimeProvider clock)
    {
        _clock = clock;
        _patience = database.Patience;
        _connection = database.Open();
        _commit = _connection.Prepared("COMMIT");
        _version = _connection.Prepared("PRAGMA data_version");
        _find = _connection.Prepared("SELECT number, status, fence, lease_expires_at, last_sequence FROM runs WHERE id = $id", "$id");
        _insertRun = _connection.Prepared(
            """
            INSERT INTO runs (id, status, text, user, accepted_at, updated_at, owner, fence, lease_expires_at, last_sequence, ended)
            VALUES ($id, $status, $text, $user, $now, $now, $owner, 1, $expires, 0, 0)
            """,
            "$id", "$status", "$text", "$user", "$now", "$owner", "$expires");
        _insertEvent = _connection.Prepared("INSERT INTO events (run, sequence, time, body) VALUES ($run, $sequence, $time, $body)", "$run", "$sequence", "$time", "$body");
        _advance = _connection.Prepared(
            "UPDATE runs SET status = $status, updated_at = $now, last_sequence = $sequence, ended = $ended WHERE number = $run",
            "$status", "$now", "$sequence", "$ended", "$run");
        _lease = _connection.Prepared(
            "UPDATE runs SET owner = $owner, fence = $fence, lease_expires_at = $expires WHERE number = $run", "$owner", "$fence", "$expires", "$run");
    }

    /// <summary>The runs that got events in this transaction, and these in order.</summary>
    public IReadOnlyDictionary<string, List<RunEvent>> Changed => _changed;

    /// <summary>Whether another process committed something since this connection's last transaction; true in the first.</summary>
    public bool OthersCommitted { get; private set; }

    /// <summary>Begins a transaction: waits for other processes' writes and keeps them out until it ends.</summary>
    /// <param name="isDurable">Whether its commit returns only when it is on disk.</param>
    public void Begin(bool isDurable)
    {
        if (_isFull != isDurable)
        {
            _connection.Execute(isDurable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            _isFull = isDurable;
        }

        _changed.Clear();
        WriteLock.Begin(_connection, _patience);
        var version = (long)_version.ExecuteScalar()!;
        OthersCommitted = version != _lastVersion;
        _lastVersion = version;
    }

    /// <summary>Commits.</summary>
    public void Commit() => _commit.ExecuteNonQuery();

    /// <summary>Records a new run.</summary>
    public RunLease Create(NewEvent accepted, Request request, string owner, TimeSpan leaseTime)
    {
        var now = Now();
        var id = RunId.New();
        var expires = now + UnixMicroseconds.Of(leaseTime);
        Run(_insertRun, id, RunRow.NameOf(RunStatus.Accepted), request.Text, (object?)request.User ?? DBNull.Value, now, owner, expires);
        Record(id, Find(id)!.Value, [accepted]);
        return new RunLease(id, owner, 1, UnixMicroseconds.ToTime(expires));
    }

    /// <summary>Gives a run whose lease has expired to another owner; null when there is none.</summary>
    public RunLease? TakeOver(string runId, string owner, TimeSpan leaseTime)
    {
        var now = Now();
        if (Find(runId) is not { } run || run.Status.HasEnded() || run.LeaseExpiresAt > now)
        {
            return null;
        }

        var lease = new RunLease(runId, owner, run.Fence + 1, UnixMicroseconds.ToTime(now + UnixMicroseconds.Of(leaseTime)));
        Run(_lease, owner, lease.Fence, UnixMicroseconds.From(lease.ExpiresAt), run.Number);
        Record(runId, run, [NewEvent.From(new RunResumed { Owner = owner, Fence = lease.Fence })]);
        return lease;
    }

    /// <summary>Extends a lease.</summary>
    public RunLease Renew(RunLease lease, TimeSpan leaseTime)
    {
        var run = FindHeld(lease);
        var expires = Now() + UnixMicroseconds.Of(leaseTime);
        Run(_lease, lease.Owner, lease.Fence, expires, run.Number);
        return lease with { ExpiresAt = UnixMicroseconds.ToTime(expires) };
    }

    /// <summary>Lets a lease expire at once, unless it was lost.</summary>
    public bool Release(RunLease lease)
    {
        if (Find(lease.RunId) is not { } run || run.Fence != lease.Fence)
        {
            return false;
        }

        Run(_lease, lease.Owner, lease.Fence, 0L, run.Number);
        return true;
    }

    /// <summary>Records events.</summary>
    public IReadOnlyList<RunEvent> Append(RunLease lease, IReadOnlyList<NewEvent> events) => Record(lease.RunId, FindHeld(lease), events);

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private RunEvent[] Record(string runId, RunRow run, IReadOnlyList<NewEvent> events)
    {
        if (events.Count == 0)
        {
            return [];
        }

        var status = run.Status;
        foreach (var happened in events)
        {
            status = status.After(happened.Event);
        }

        var now = Now();
        var time = UnixMicroseconds.ToTime(now);
        var sequence = run.LastSequence;
        var recorded = new RunEvent[events.Count];
        for (var i = 0; i < recorded.Length; i++)
        {
            sequence++;
            Run(_insertEvent, run.Number, sequence, now, events[i].Body);
            recorded[i] = events[i].Event with { RunId = runId, Sequence = sequence, Time = time };
        }

        Run(_advance, RunRow.NameOf(status), now, sequence, status.HasEnded() ? 1L : 0L, run.Number);
        if (!_changed.TryGetValue(runId, out var changed))
        {
            _changed.Add(runId, changed = []);
        }

        changed.AddRange(recorded);
        return recorded;
    }

    private RunRow FindHeld(RunLease lease) =>
        Find(lease.RunId) is { } run && run.Fence == lease.Fence ? run : throw new LeaseLostException(lease.RunId);

    private RunRow? Find(string runId)
    {
        _find.Parameters[0].Value = runId;
        using var reader = _find.ExecuteReader();
        return reader.Read()
            ? new RunRow(reader.GetInt64(0), RunRow.StatusOf(reader.GetString(1)), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4))
            : null;
    }

    private long Now() => UnixMicroseconds.From(_clock.GetUtcNow());

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }
}
