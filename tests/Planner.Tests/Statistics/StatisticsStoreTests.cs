using Planner.Statistics;
using Planner.Storage.Database;
using Planner.Storage.Statistics;
using Planner.Tests.Storage;

namespace Planner.Tests.Statistics;

public sealed class InMemoryStatisticsStoreTests : StatisticsStoreContract
{
    private readonly InMemoryStatisticsStore _store;

    public InMemoryStatisticsStoreTests() => _store = new InMemoryStatisticsStore(Clock);

    protected override IStatisticsStore Store => _store;

    protected override IStatisticsStore Other => _store;
}

public sealed class SqliteStatisticsStoreTests : StatisticsStoreContract, IDisposable
{
    private readonly TempFolder _folder = new();

    protected override IStatisticsStore Store => field ??= Open();

    protected override IStatisticsStore Other => Open();

    [Fact]
    public async Task Add_YearsOfCalls_KeepsFewRows()
    {
        for (var hour = 0; hour < 24 * 40; hour++)
        {
            await Store.AddAsync([Call(1)], Stop);
            Clock.Advance(TimeSpan.FromHours(1));
        }

        using var connection = SqliteJournals.Database(_folder.File()).Open();
        connection.Scalar("SELECT count(*) FROM call_statistics").ShouldBeLessThan(31 * 24 + 30);
        (await Other.ReadAsync(null, null, Stop)).ShouldHaveSingleItem().Calls.ShouldBe(24 * 40);
    }

    public void Dispose() => _folder.Dispose();

    private SqliteStatisticsStore Open() => new(SqliteJournals.Database(_folder.File()), Clock);
}
