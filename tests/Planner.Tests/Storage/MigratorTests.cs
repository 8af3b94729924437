using Microsoft.Data.Sqlite;
using Planner.Runs;
using Planner.Storage;
using Planner.Storage.Database;

namespace Planner.Tests.Storage;

public sealed class MigratorTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly Migration First = new(1, "0001_first", () => "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1);");
    private static readonly Migration Second = new(2, "0002_second", () => "ALTER TABLE a ADD COLUMN y INTEGER NOT NULL DEFAULT 7; INSERT INTO a VALUES (2, 8);");
    private static readonly Migration Third = new(3, "0003_third", () => "CREATE INDEX a_by_y ON a (y);");

    private readonly TempFolder _folder = new();

    [Fact]
    public void Apply_EmptyDatabase_AppliesAllInOrder()
    {
        using var connection = Connect();

        Apply(connection, First, Second, Third).ShouldBe([First, Second, Third]);

        connection.Scalar("PRAGMA user_version").ShouldBe(3);
        connection.Scalar("SELECT sum(x * 10 + y) FROM a").ShouldBe(17 + 28);
        Apply(connection, First, Second, Third).ShouldBeEmpty();
    }

    [Fact]
    public void Apply_OlderDatabase_AppliesWhatIsMissingAndKeepsRows()
    {
        using var connection = Connect();
        Apply(connection, First);
        connection.Execute("INSERT INTO a VALUES (5)");

        Apply(connection, First, Second, Third).ShouldBe([Second, Third]);

        connection.Scalar("SELECT sum(x * 10 + y) FROM a").ShouldBe(17 + 57 + 28);
    }

    [Fact]
    public void Apply_ScriptFails_LeavesTheOlderDatabase()
    {
        using var connection = Connect();
        Apply(connection, First);
        var broken = new Migration(3, "0003_broken", () => "CREATE TABLE b (x INTEGER); INSERT INTO nowhere VALUES (1);");

        Should.Throw<SqliteException>(() => Apply(connection, First, Second, broken));

        connection.Scalar("PRAGMA user_version").ShouldBe(1);
        connection.Scalar("SELECT count(*) FROM sqlite_master").ShouldBe(1);
    }

    [Fact]
    public void Apply_NewerDatabase_SaysWhatWhereAndTheFix()
    {
        using var connection = Connect();
        Apply(connection, First, Second, Third);

        var thrown = Should.Throw<StorageException>(() => Apply(connection, First, Second));

        thrown.Message.ShouldBe(
            $"The database '{_folder.File()}' has version 3, made by a newer Planner; this one knows versions up to 2. Update this Planner, or set PLANNER_HOME to another folder.");
        connection.Scalar("SELECT count(*) FROM a").ShouldBe(2);
    }

    [Fact]
    public void Apply_AnotherProgramsDatabase_IsLeftAlone()
    {
        using var connection = Connect();
        connection.Execute("CREATE TABLE bookmarks (url TEXT)");

        Should.Throw<StorageException>(() => Apply(connection, First)).Message.ShouldContain("another program");

        connection.Scalar("SELECT count(*) FROM sqlite_master").ShouldBe(1);
    }

    [Fact(Timeout = 60_000)]
    public async Task Apply_EightAtOnce_EachMigrationRunsOnce()
    {
        for (var round = 0; round < 10; round++)
        {
            var path = _folder.File($"{round}.db");
            using var start = new Barrier(8);

            var applied = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    using var connection = Connect(path);
                    start.SignalAndWait(TestContext.Current.CancellationToken);
                    return new Migrator([First, Second, Third]).Apply(connection, path, Patience).Count;
                },
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));

            applied.Order().ShouldBe([0, 0, 0, 0, 0, 0, 0, 3]);
            using var after = Connect(path);
            after.Scalar("SELECT count(*) FROM a").ShouldBe(2);
        }
    }

    [Fact]
    public void Shipped_Scripts_AreNumberedFromOneWithoutGaps() =>
        Migration.Shipped.Select(migration => migration.Version).ShouldBe(Enumerable.Range(1, Migration.Shipped.Count));

    [Fact]
    public async Task Open_NewerDatabase_RefusesAndChangesNothing()
    {
        await using (var journal = SqliteJournals.Open(_folder.File()))
        {
            await journal.ListAsync(1, null, TestContext.Current.CancellationToken);
        }

        using (var connection = SqliteJournals.Database(_folder.File()).Open())
        {
            connection.Execute("PRAGMA user_version = 99");
        }

        await using var older = SqliteJournals.Open(_folder.File());

        (await Should.ThrowAsync<StorageException>(() => older.ListAsync(1, null, TestContext.Current.CancellationToken))).Message.ShouldContain("version 99");
        (await Should.ThrowAsync<StorageException>(() => older.CreateAsync(
            new RunAccepted { Request = new Request { Text = "x" } }, "a", TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken)))
            .Message.ShouldContain("version 99");
    }

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<Migration> Apply(SqliteConnection connection, params Migration[] migrations) =>
        new Migrator(migrations).Apply(connection, _folder.File(), Patience);

    private SqliteConnection Connect(string? path = null)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection($"Data Source={path ?? _folder.File()};Pooling=False");
        connection.Open();
        return connection;
    }
}
