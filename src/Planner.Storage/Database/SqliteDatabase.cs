using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Planner.Storage.Database;

/// <summary>The database file: made and migrated when it is first opened, not before.</summary>
internal sealed class SqliteDatabase(IOptions<StorageOptions> options, ILogger<SqliteDatabase> logger)
{
    private readonly Lock _lock = new();
    private bool _ready;

    /// <summary>The file, as a full path.</summary>
    public string Path => field ??= System.IO.Path.GetFullPath(options.Value.Path);

    /// <summary>How long to wait for another process that is writing.</summary>
    public TimeSpan Patience => TimeSpan.FromSeconds(options.Value.BusySeconds);

    /// <summary>A new connection to a database of this version's schema. The caller owns it.</summary>
    /// <exception cref="StorageException">The database can't be used.</exception>
    public SqliteConnection Open()
    {
        try
        {
            lock (_lock)
            {
                if (!_ready)
                {
                    Prepare();
                    _ready = true;
                }
            }

            return Connect();
        }
        catch (Exception exception) when (StorageErrors.IsStorageFailure(exception))
        {
            throw StorageErrors.Translate(exception, Path);
        }
    }

    /// <summary>Reads on a connection of its own.</summary>
    /// <exception cref="StorageException">The database can't be used.</exception>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            using var connection = Open();
            return Task.FromResult(read(connection));
        }
        catch (Exception exception) when (StorageErrors.IsStorageFailure(exception))
        {
            throw StorageErrors.Translate(exception, Path);
        }
    }

    /// <summary>Writes in a transaction of its own: all of it, or nothing when it throws.</summary>
    /// <exception cref="StorageException">The database can't be used.</exception>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken) => ReadAsync(connection =>
    {
        WriteLock.Begin(connection, Patience);
        try
        {
            var written = write(connection);
            connection.Execute("COMMIT");
            return written;
        }
        catch
        {
            connection.TryRollback();
            throw;
        }
    }, cancellationToken);

    private void Prepare()
    {
        SQLitePCL.Batteries_V2.Init();
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        MakePrivateFile();
        using var connection = Connect();
        var started = Stopwatch.GetTimestamp();
        if (new Migrator(Migration.Shipped).Apply(connection, Path, Patience) is { Count: > 0 } applied)
        {
            var names = string.Join(", ", applied.Select(migration => migration.Name));
            logger.Migrated(Path, applied[^1].Version, names, Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
    }

    /// <summary>
    /// Requests are private; SQLite gives its log the rights that the file has. A file that is there is never opened here: closing it would
    /// drop the locks that this process has on it.
    /// </summary>
    private void MakePrivateFile()
    {
        if (OperatingSystem.IsWindows() || File.Exists(Path))
        {
            return;
        }

        try
        {
            new FileStream(Path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }).Dispose();
        }
        catch (IOException) when (File.Exists(Path))
        {
            // Another process was faster.
        }
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Pooling = false,

            // How long commands are tried again, every 150 ms, while another process recovers the log or changes the schema.
            DefaultTimeout = options.Value.BusySeconds,
        }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
