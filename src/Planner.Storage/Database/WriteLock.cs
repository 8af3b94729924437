using System.Diagnostics;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Planner.Storage.Database;

/// <summary>
/// Begins write transactions: waits until no other connection, of whatever process, writes. SQLite's own way of waiting won't do, since the
/// library that comes with the package is built without <c>usleep</c> and sleeps whole seconds; nor will the wrapper's, which sleeps 150 ms.
/// Transactions here take a fraction of a millisecond, so this spins first and then sleeps a millisecond at a time.
/// </summary>
internal static class WriteLock
{
    /// <summary>Begins a transaction. Returns holding the lock.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="patience">How long to wait at most.</param>
    /// <exception cref="SqliteException">The lock stayed taken, or the database can't be written.</exception>
    public static void Begin(SqliteConnection connection, TimeSpan patience)
    {
        var started = Stopwatch.GetTimestamp();
        var spin = default(SpinWait);
        int code;
        while ((code = sqlite3_exec(connection.Handle, "BEGIN IMMEDIATE")) is SQLITE_BUSY && Stopwatch.GetElapsedTime(started) < patience)
        {
            spin.SpinOnce();
        }

        SqliteException.ThrowExceptionForRC(code, connection.Handle);
    }
}
