using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Planner.Storage.Database;

/// <summary>Brings a database to this version's schema. Any number of processes may do it at once: one works, the others wait for it.</summary>
internal sealed class Migrator(IReadOnlyList<Migration> migrations)
{
    /// <summary>SQLite's <c>application_id</c> of our files: "Plan" in ASCII.</summary>
    private const long ApplicationId = 0x506C616E;

    private int Newest => migrations[^1].Version;

    /// <summary>Applies what is missing.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="path">Its file, for messages.</param>
    /// <param name="patience">How long to wait for others.</param>
    /// <returns>The migrations that this call applied, in order; none when the schema was current.</returns>
    /// <exception cref="StorageException">The database is newer than this program, or another program's.</exception>
    public IReadOnlyList<Migration> Apply(SqliteConnection connection, string path, TimeSpan patience)
    {
        if (LookBefore(connection, path) == Newest)
        {
            return [];
        }

        // Readers never wait for the writer. The mode is kept in the file; it can't be changed inside a transaction.
        connection.Execute("PRAGMA journal_mode = WAL");

        // With a log, this is as exclusive as BEGIN EXCLUSIVE among those who write.
        WriteLock.Begin(connection, patience);
        try
        {
            var version = Check(connection, path);
            var missing = migrations.Where(migration => migration.Version > version).ToList();
            foreach (var migration in missing)
            {
                connection.Execute(migration.ReadScript());
            }

            connection.Execute(string.Create(
                CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Newest}; COMMIT"));
            return missing;
        }
        catch
        {
            connection.TryRollback();
            throw;
        }
    }

    /// <summary>Checks in a transaction of its own: another process may be migrating.</summary>
    private long LookBefore(SqliteConnection connection, string path)
    {
        connection.Execute("BEGIN");
        try
        {
            return Check(connection, path);
        }
        finally
        {
            connection.TryRollback();
        }
    }

    private long Check(SqliteConnection connection, string path)
    {
        var version = connection.Scalar("PRAGMA user_version");
        var application = connection.Scalar("PRAGMA application_id");
        if (application != ApplicationId && connection.Scalar("SELECT count(*) FROM sqlite_master") > 0)
        {
            throw new StorageException(
                $"'{path}' is a database of another program. Name another file in Planner:Storage:Path, or set PLANNER_HOME to a folder of Planner's own.");
        }

        return version <= Newest
            ? version
            : throw new StorageException(
                $"The database '{path}' has version {version}, made by a newer Planner; this one knows versions up to {Newest}. Update this Planner, or set PLANNER_HOME to another folder.");
    }
}
