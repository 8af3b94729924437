using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Planner.Storage.Database;

/// <summary>Says in words what SQLite and the file system say in codes.</summary>
internal static class StorageErrors
{
    /// <summary>Whether it is a failure of the database or its file, so that <see cref="Translate"/> has words for it.</summary>
    public static bool IsStorageFailure(Exception exception) => exception is SqliteException or IOException or UnauthorizedAccessException;

    /// <summary>Whether another process kept the database locked for too long.</summary>
    public static bool IsBusy(Exception exception) =>
        (exception as SqliteException ?? exception.InnerException as SqliteException)?.SqliteErrorCode is SQLITE_BUSY or SQLITE_LOCKED;

    /// <summary>The exception for people: what, where, the fix.</summary>
    public static StorageException Translate(Exception exception, string path)
    {
        var folder = Path.GetDirectoryName(path);
        var message = exception is SqliteException sqlite
            ? sqlite.SqliteErrorCode switch
            {
                SQLITE_CORRUPT or SQLITE_NOTADB =>
                    $"The database '{path}' is damaged or is no SQLite database. Put a backup in its place, or move it away with its -wal and -shm files and Planner makes an empty one.",
                SQLITE_BUSY or SQLITE_LOCKED =>
                    $"The database '{path}' stayed locked by another process. Wait or stop what is using it, or raise Planner:Storage:BusySeconds.",
                SQLITE_FULL => $"The disk under '{folder}' is full; nothing more can be recorded. Free some space there and try again.",
                SQLITE_READONLY or SQLITE_CANTOPEN or SQLITE_PERM or SQLITE_AUTH =>
                    $"The database '{path}' can't be opened for writing. Check that '{folder}' and the file can be written by this user, or set PLANNER_HOME to a folder that can.",
                SQLITE_IOERR =>
                    $"Reading or writing the database '{path}' failed ({sqlite.SqliteExtendedErrorCode}). Check the disk; a network share will not do, set PLANNER_HOME to a folder on a local one.",
                _ => $"The database '{path}' refused a command: {sqlite.Message} Run 'planner doctor'.",
            }
            : $"The database '{path}' can't be made: {exception.Message} Set PLANNER_HOME to a folder that this user can write.";
        return new StorageException(message, exception);
    }
}
