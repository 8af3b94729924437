using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Planner.Runs;
using Planner.Storage;
using Planner.Storage.Database;
using Planner.Storage.Runs;
using Planner.Tests.Runs;

namespace Planner.Tests.Storage;

/// <summary>Two journals on one file have nothing in common but the file, as two processes.</summary>
public sealed class SqliteRunJournalTests : RunJournalContract, IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SqliteRunJournal _journal;
    private readonly SqliteRunJournal _other;

    public SqliteRunJournalTests()
    {
        _journal = SqliteJournals.Open(_folder.File(), Clock);
        _other = SqliteJournals.Open(_folder.File(), Clock);
    }

    protected override IRunJournal Journal => _journal;

    protected override IRunJournal Other => _other;

    [Fact]
    public async Task ReadAsync_MoreThanAPage_GivesAll()
    {
        var lease = await CreateAsync();
        await Journal.AppendAsync(lease, [.. Enumerable.Range(0, 1000).Select(_ => Delta("s1", "x"))], Cancel);

        (await ReadAllAsync(lease.RunId)).Count.ShouldBe(1001);
        (await ReadAllAsync(lease.RunId, after: 489)).Count.ShouldBe(512);
    }

    [Fact]
    public async Task ReadAsync_TypeAndFieldsOfANewerVersion_GivesTheBaseEventAndPassesOver()
    {
        var lease = await CreateAsync();
        using (var connection = SqliteJournals.Database(_folder.File()).Open())
        {
            connection.Execute(
                """
                INSERT INTO events VALUES (1, 2, 0, '{"type":"step.dreamt","v":3,"stepId":"s1","of":{"sheep":["electric"]}}');
                INSERT INTO events VALUES (1, 3, 0, '{"type":"step.delta","v":3,"stepId":"s1","text":"hello","mood":[1,{"a":2}]}');
                UPDATE runs SET last_sequence = 3;
                """);
        }

        var events = await ReadAllAsync(lease.RunId, after: 1);

        events[0].ShouldBe(new RunEvent { V = 3, RunId = lease.RunId, Sequence = 2, Time = DateTimeOffset.UnixEpoch, StepId = "s1" });
        events[1].ShouldBeOfType<StepDelta>().Text.ShouldBe("hello");
    }

    [Fact]
    public async Task ReadAsync_BodyIsNoEvent_SaysWhichAndWhere()
    {
        var lease = await CreateAsync();
        using (var connection = SqliteJournals.Database(_folder.File()).Open())
        {
            connection.Execute("INSERT INTO events VALUES (1, 2, 0, '{\"type\":\"step.delta\"')");
        }

        var thrown = await Should.ThrowAsync<StorageException>(() => ReadAllAsync(lease.RunId));

        thrown.Message.ShouldContain(lease.RunId);
        thrown.Message.ShouldContain("Event 2");
        thrown.Message.ShouldContain(_folder.File());
    }

    [Fact]
    public async Task AppendAsync_TextInAnyScript_ComesBackAsItWas()
    {
        var text = "Чек: 3 «кофе» — 7 € \U0001F9FE \"\\ \0 \u2028";
        var lease = await CreateAsync(text);
        await Journal.AppendAsync(lease, [Delta("s1", text)], Cancel);

        (await ReadAllAsync(lease.RunId))[1].ShouldBeOfType<StepDelta>().Text.ShouldBe(text);
        (await Other.ListAsync(1, null, Cancel))[0].Text.ShouldBe(text);
    }

    [Fact(Timeout = 60_000)]
    public async Task DisposeAsync_WritesWaiting_CommitsThemAndWakesFollowers()
    {
        var lease = await CreateAsync();
        await using var followed = Journal.ReadAsync(lease.RunId, 41, follow: true, Cancel).GetAsyncEnumerator(Cancel);
        var next = followed.MoveNextAsync().AsTask();
        var appends = Enumerable.Range(0, 40).Select(_ => Journal.AppendAsync(lease, [Delta("s1", "x")], Cancel)).ToList();

        await _journal.DisposeAsync();

        await Task.WhenAll(appends);
        (await ReadAllAsync(lease.RunId)).Count.ShouldBe(41);
        await Should.ThrowAsync<ObjectDisposedException>(next);
        await Should.ThrowAsync<ObjectDisposedException>(() => Journal.AppendAsync(lease, [Delta("s1", "x")], Cancel));
        await Should.ThrowAsync<ObjectDisposedException>(() => Journal.ListAsync(1, null, Cancel));
    }

    [Fact]
    public async Task AddSqliteStorage_NeverUsed_TouchesNoFile()
    {
        var path = Path.Combine(_folder.Path, "sub", "planner.db");
        await using (var services = new ServiceCollection().AddSqliteStorage(options => options.Path = path).BuildServiceProvider())
        {
            services.GetRequiredService<IRunJournal>().ShouldBeOfType<SqliteRunJournal>();
        }

        Directory.Exists(Path.GetDirectoryName(path)).ShouldBeFalse();
    }

    [Fact]
    public async Task AddSqliteStorage_Used_MakesFolderAndPrivateFile()
    {
        var path = Path.Combine(_folder.Path, "sub", "planner.db");
        await using var services = new ServiceCollection().AddSqliteStorage(options => options.Path = path).BuildServiceProvider();

        await services.GetRequiredService<IRunJournal>().CreateAsync(Accepted("x"), "a", TimeSpan.FromSeconds(1), Cancel);

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(path + "-wal").ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Theory]
    [InlineData("", 30, "Planner:Storage:Path")]
    [InlineData("x.db", 0, "Planner:Storage:BusySeconds")]
    public void AddSqliteStorage_WrongOptions_NamesTheKey(string path, int busy, string key)
    {
        using var services = new ServiceCollection()
            .AddSqliteStorage(options => (options.Path, options.BusySeconds) = (path, busy))
            .BuildServiceProvider();

        Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IOptions<StorageOptions>>().Value).Message.ShouldContain(key);
    }

    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        await _other.DisposeAsync();
        _folder.Dispose();
    }
}
