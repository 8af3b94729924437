using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Planner.Storage;
using Planner.Storage.Database;
using Planner.Storage.Runs;

namespace Planner.Tests.Storage;

internal static class SqliteJournals
{
    public static SqliteDatabase Database(string path) =>
        new(Options.Create(new StorageOptions { Path = path }), NullLogger<SqliteDatabase>.Instance);

    public static SqliteRunJournal Open(string path, TimeProvider? clock = null) =>
        new(Database(path), clock ?? TimeProvider.System, NullLogger<SqliteRunJournal>.Instance);
}
