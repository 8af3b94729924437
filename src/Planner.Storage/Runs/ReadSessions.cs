using System.Collections.Concurrent;
using Planner.Storage.Database;

namespace Planner.Storage.Runs;

/// <summary>Readers' connections, kept open for the next one who reads.</summary>
internal sealed class ReadSessions(SqliteDatabase database) : IDisposable
{
    private const int MostIdle = 8;

    private readonly ConcurrentBag<ReadSession> _idle = [];
    private bool _disposed;

    /// <summary>Reads something.</summary>
    /// <exception cref="StorageException">The database can't be read.</exception>
    public T Read<T>(Func<ReadSession, T> read)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed), typeof(Planner.Runs.IRunJournal));
        if (!_idle.TryTake(out var session))
        {
            session = new ReadSession(database);
        }

        T result;
        try
        {
            result = read(session);
        }
        catch (Exception exception)
        {
            session.Dispose();
            if (StorageErrors.IsStorageFailure(exception))
            {
                throw StorageErrors.Translate(exception, database.Path);
            }

            throw;
        }

        _idle.Add(session);
        if (Volatile.Read(ref _disposed) || _idle.Count > MostIdle)
        {
            DisposeOne();
        }

        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Volatile.Write(ref _disposed, true);
        while (DisposeOne())
        {
        }
    }

    private bool DisposeOne()
    {
        if (!_idle.TryTake(out var session))
        {
            return false;
        }

        session.Dispose();
        return true;
    }
}
