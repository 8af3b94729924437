using Planner.Execution.Caching;
using Planner.Storage.Database;
using Planner.Storage.Runs;

namespace Planner.Storage.Caching;

/// <summary>Results of steps in the SQLite file.</summary>
internal sealed class SqliteStepCacheStore(SqliteDatabase database, TimeProvider clock) : IStepCacheStore
{
    // A use is noted by the hour: what is used often is not written as often.
    private static readonly TimeSpan NotedEvery = TimeSpan.FromHours(1);

    // Adding up all sizes takes its time with very many results, so that it is not done for each.
    private const int LookedAtEvery = 64;
    private int _puts;

    public async Task<byte[]?> FindAsync(string key, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var found = await database.ReadAsync(
            connection => connection.Command("SELECT value, used_at FROM step_cache WHERE key = $key AND made_at >= $since", ("$key", key), ("$since", UnixMicroseconds.From(now - maxAge)))
                .Rows(row => ((byte[])row[0], UsedAt: UnixMicroseconds.ToTime(row.GetInt64(1)))), cancellationToken);
        if (found is not [var (value, usedAt)])
        {
            return null;
        }

        if (now - usedAt > NotedEvery)
        {
            await database.WriteAsync(
                connection => connection.Command("UPDATE step_cache SET used_at = $now WHERE key = $key", ("$key", key), ("$now", UnixMicroseconds.From(now))).ExecuteNonQuery(), cancellationToken);
        }

        return value;
    }

    public Task PutAsync(string key, byte[] value, long maxBytes, CancellationToken cancellationToken) => database.WriteAsync(connection =>
    {
        connection.Command(
            "INSERT OR REPLACE INTO step_cache (key, value, size, made_at, used_at) VALUES ($key, $value, $size, $now, $now)",
            ("$key", key), ("$value", value), ("$size", value.Length), ("$now", UnixMicroseconds.From(clock.GetUtcNow()))).ExecuteNonQuery();

        // Newest use first, as many as fit; the others go.
        return Interlocked.Increment(ref _puts) % LookedAtEvery != 1 ? 0 : connection.Command(
            """
            DELETE FROM step_cache WHERE rowid IN (
                SELECT rowid FROM (SELECT rowid, sum(size) OVER (ORDER BY used_at DESC, rowid DESC) AS total FROM step_cache) WHERE total > $most)
            """,
            ("$most", maxBytes)).ExecuteNonQuery();
    }, cancellationToken);
}
