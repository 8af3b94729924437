using Planner.Execution.Caching;
using Planner.Storage.Caching;
using Planner.Tests.Storage;
using Planner.Tests.Testing;

namespace Planner.Tests.Execution;

/// <summary>What every store of results does.</summary>
public abstract class StepCacheStoreContract
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    protected ManualTimeProvider Clock { get; } = new();

    protected abstract IStepCacheStore Store { get; }

    protected abstract IStepCacheStore Other { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_Again_ReplacesTheValue()
    {
        await Store.PutAsync("a", [1], 1000, Stop);
        await Other.PutAsync("a", [2, 3], 1000, Stop);

        (await Store.FindAsync("a", Week, Stop)).ShouldBe([2, 3]);
        (await Store.FindAsync("b", Week, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task Find_OlderThanItMayBe_IsNothing()
    {
        await Store.PutAsync("a", [1], 1000, Stop);
        Clock.Advance(Week + TimeSpan.FromSeconds(1));

        (await Other.FindAsync("a", Week, Stop)).ShouldBeNull();
        (await Other.FindAsync("a", 2 * Week, Stop)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Put_MoreThanFits_LetsGoOfWhatWasNotUsedLongest()
    {
        foreach (var key in new[] { "a", "b", "c" })
        {
            await Store.PutAsync(key, new byte[100], 1000, Stop);
            Clock.Advance(TimeSpan.FromHours(2));
        }

        await Store.FindAsync("a", Week, Stop);
        await Other.PutAsync("d", new byte[100], 300, Stop);

        (await Store.FindAsync("b", Week, Stop)).ShouldBeNull();
        foreach (var key in new[] { "a", "c", "d" })
        {
            (await Store.FindAsync(key, Week, Stop)).ShouldNotBeNull();
        }
    }
}

public sealed class InMemoryStepCacheStoreTests : StepCacheStoreContract
{
    private readonly InMemoryStepCacheStore _store;

    public InMemoryStepCacheStoreTests() => _store = new InMemoryStepCacheStore(Clock);

    protected override IStepCacheStore Store => _store;

    protected override IStepCacheStore Other => _store;
}

public sealed class SqliteStepCacheStoreTests : StepCacheStoreContract, IDisposable
{
    private readonly TempFolder _folder = new();

    protected override IStepCacheStore Store => field ??= Open();

    protected override IStepCacheStore Other => Open();

    public void Dispose() => _folder.Dispose();

    private SqliteStepCacheStore Open() => new(SqliteJournals.Database(_folder.File()), Clock);
}
