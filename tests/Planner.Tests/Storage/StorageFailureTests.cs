using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Planner.Runs;
using Planner.Storage;
using Planner.Storage.Database;

namespace Planner.Tests.Storage;

public sealed class StorageFailureTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_FileIsNoDatabase_SaysWhatWhereAndTheFix()
    {
        await File.WriteAllTextAsync(_folder.File(), new string('x', 5000), Cancel);

        var thrown = await ShouldFailAsync(_folder.File());

        thrown.Message.ShouldContain($"'{_folder.File()}' is damaged");
        thrown.Message.ShouldContain("move it away");
    }

    [Fact]
    public async Task ReadAsync_PagesAreDamaged_SaysSo()
    {
        await using (var journal = SqliteJournals.Open(_folder.File()))
        {
            var lease = await journal.CreateAsync(Accepted("x"), "a", TimeSpan.FromSeconds(1), Cancel);
            await journal.AppendAsync(lease, [.. Enumerable.Range(0, 500).Select(_ => new StepDelta { Text = new string('x', 100) })], Cancel);
        }

        using (var file = File.OpenHandle(_folder.File(), access: FileAccess.Write))
        {
            // All but the first page, which holds the header and the schema.
            var noise = new byte[RandomAccess.GetLength(file) - 4096];
            Array.Fill<byte>(noise, 0xA5);
            RandomAccess.Write(file, noise, 4096);
        }

        (await ShouldFailAsync(_folder.File())).Message.ShouldContain("is damaged");
    }

    [Fact]
    public async Task ReadAsync_FolderIsAFile_SaysWhereAndTheFix()
    {
        await File.WriteAllTextAsync(_folder.File("home"), "", Cancel);

        var thrown = await ShouldFailAsync(_folder.File("home/planner.db"));

        thrown.Message.ShouldContain(_folder.File("home/planner.db"));
        thrown.Message.ShouldContain("PLANNER_HOME");
    }

    [Fact]
    public async Task ReadAsync_FileIsAFolder_SaysWhereAndTheFix()
    {
        Directory.CreateDirectory(_folder.File());

        var thrown = await ShouldFailAsync(_folder.File());

        thrown.Message.ShouldContain(_folder.File());
        thrown.Message.ShouldContain("PLANNER_HOME");
    }

    [Fact]
    public async Task AppendAsync_AfterAFailureWasMended_Works()
    {
        Directory.CreateDirectory(_folder.File());
        await using var journal = SqliteJournals.Open(_folder.File());
        await Should.ThrowAsync<StorageException>(() => journal.CreateAsync(Accepted("x"), "a", TimeSpan.FromSeconds(1), Cancel));

        Directory.Delete(_folder.File());

        (await journal.CreateAsync(Accepted("x"), "a", TimeSpan.FromSeconds(1), Cancel)).Fence.ShouldBe(1);
    }

    [Fact(Timeout = 60_000)]
    public async Task CreateAsync_LockedByAnotherProcess_SaysSoAfterThePatience()
    {
        var database = new SqliteDatabase(
            Options.Create(new StorageOptions { Path = _folder.File(), BusySeconds = 1 }), NullLogger<SqliteDatabase>.Instance);
        await using var journal = new Planner.Storage.Runs.SqliteRunJournal(
            database, TimeProvider.System, NullLogger<Planner.Storage.Runs.SqliteRunJournal>.Instance);
        using var hog = database.Open();
        WriteLock.Begin(hog, TimeSpan.FromSeconds(1));

        var thrown = await Should.ThrowAsync<StorageException>(() => journal.CreateAsync(Accepted("x"), "a", TimeSpan.FromSeconds(1), Cancel));
        hog.Execute("ROLLBACK");

        thrown.Message.ShouldContain("locked by another process");
        thrown.Message.ShouldContain("Planner:Storage:BusySeconds");
        (await journal.CreateAsync(Accepted("x"), "a", TimeSpan.FromSeconds(1), Cancel)).Fence.ShouldBe(1);
    }

    [Fact]
    public void Translate_DiskIsFull_SaysSo()
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection($"Data Source={_folder.File()};Pooling=False");
        connection.Open();
        connection.Execute("CREATE TABLE a (x TEXT); PRAGMA max_page_count = 3");
        var full = Should.Throw<SqliteException>(() => connection.Execute("INSERT INTO a VALUES (zeroblob(100000))"));

        StorageErrors.Translate(full, _folder.File()).Message.ShouldBe(
            $"The disk under '{_folder.Path}' is full; nothing more can be recorded. Free some space there and try again.");
    }

    public void Dispose() => _folder.Dispose();

    private static RunAccepted Accepted(string text) => new() { Request = new Request { Text = text } };

    private static async Task<StorageException> ShouldFailAsync(string path)
    {
        await using var journal = SqliteJournals.Open(path);
        var write = await Should.ThrowAsync<StorageException>(() => journal.CreateAsync(Accepted("x"), "a", TimeSpan.FromSeconds(1), Cancel));
        var read = await Should.ThrowAsync<StorageException>(() => journal.ListAsync(1, null, Cancel));
        read.Message.ShouldBe(write.Message);
        return read;
    }
}
