using Microsoft.Data.Sqlite;
using Planner.Runs;
using Planner.Storage.Database;

namespace Planner.Storage.Runs;

/// <summary>A reader's connection with its prepared statements. For one thread at a time.</summary>
internal sealed class ReadSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _events;
    private readonly SqliteCommand _list;

    public ReadSession(SqliteDatabase database)
    {
        _connection = database.Open();
        _find = _connection.Prepared("SELECT number, ended FROM runs WHERE id = $id", "$id");
        _events = _connection.Prepared(
            "SELECT sequence, time, body FROM events WHERE run = $run AND sequence > $after ORDER BY sequence LIMIT $limit", "$run", "$after", "$limit");
        _list = _connection.Prepared(
            """
            SELECT id, status, text, accepted_at, updated_at, ended = 0 AND lease_expires_at <= $now, user FROM runs
            WHERE ($before IS NULL OR number < (SELECT number FROM runs WHERE id = $before)) AND ($user IS NULL OR user = $user)
            ORDER BY number DESC LIMIT $limit
            """,
            "$now", "$before", "$limit", "$user");
    }

    /// <summary>A run's next events.</summary>
    public EventPage Page(string runId, long afterSequence, int limit)
    {
        long number;
        bool hasEnded;
        _find.Parameters[0].Value = runId;
        using (var run = _find.ExecuteReader())
        {
            if (!run.Read())
            {
                return new EventPage([], IsLast: true);
            }

            (number, hasEnded) = (run.GetInt64(0), run.GetBoolean(1));
        }

        _events.Parameters[0].Value = number;
        _events.Parameters[1].Value = afterSequence;
        _events.Parameters[2].Value = limit;
        var rows = new List<EventRow>();
        using var events = _events.ExecuteReader();
        while (events.Read())
        {
            rows.Add(new EventRow(events.GetInt64(0), events.GetInt64(1), events.GetFieldValue<byte[]>(2)));
        }

        // The end was read first: what it says is over has no events beyond these, unless the page is full.
        return new EventPage(rows, IsLast: hasEnded && rows.Count < limit);
    }

    /// <summary>Runs, newest first.</summary>
    public IReadOnlyList<RunSummary> List(int limit, string? before, string? user, DateTimeOffset now)
    {
        _list.Parameters[0].Value = UnixMicroseconds.From(now);
        _list.Parameters[1].Value = (object?)before ?? DBNull.Value;
        _list.Parameters[2].Value = limit;
        _list.Parameters[3].Value = (object?)user ?? DBNull.Value;
        var runs = new List<RunSummary>();
        using var reader = _list.ExecuteReader();
        while (reader.Read())
        {
            runs.Add(new RunSummary(
                reader.GetString(0),
                RunRow.StatusOf(reader.GetString(1)),
                reader.GetString(2),
                UnixMicroseconds.ToTime(reader.GetInt64(3)),
                UnixMicroseconds.ToTime(reader.GetInt64(4)),
                reader.GetBoolean(5))
            {
                User = reader.IsDBNull(6) ? null : reader.GetString(6),
            });
        }

        return runs;
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();
}
