using Microsoft.Extensions.DependencyInjection;
using Planner.Matching;
using Planner.Planning;
using Planner.Routing;
using Planner.Statistics;
using Planner.Tests.Testing;

namespace Planner.Tests.Statistics;

public sealed class ModelRecordsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Match_StatisticsCantBeRead_RanksWithoutThem()
    {
        await using var host = new RunTestHost(null, [new FakeBackend()], services => services.AddSingleton<IStatisticsStore>(new BrokenStore()));

        var match = await host.Get<IModelMatcher>().MatchAsync(new PlanStep { Id = "s1", Task = "summarization" }, Egress.Cloud, null, Stop);

        match.Candidates.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Match_RecordGrownOld_GoesByItAndReadsAnewBesideTheCall()
    {
        var clock = new ManualTimeProvider();
        var store = new InMemoryStatisticsStore(clock);
        await using var host = new RunTestHost(null, [new FakeBackend()], services => services.AddSingleton<TimeProvider>(clock).AddSingleton<IStatisticsStore>(store));
        (await FirstAsync(host)).ShouldBe("first/summarization");
        await store.MeasureAsync(new Measurement { Model = "second/summarization", Task = "summarization", Data = "d", Scores = [.. Enumerable.Repeat(1.0, 500)] }, Stop);
        (await FirstAsync(host)).ShouldBe("first/summarization");

        clock.Advance(TimeSpan.FromSeconds(61));

        for (var patience = 0; await FirstAsync(host) != "second/summarization"; patience++)
        {
            patience.ShouldBeLessThan(100_000, "it is never read again");
            await Task.Yield();
        }
    }

    private static async Task<string> FirstAsync(RunTestHost host) =>
        (await host.Get<IModelMatcher>().MatchAsync(new PlanStep { Id = "s1", Task = "summarization" }, Egress.Cloud, null, Stop)).Candidates[0].ModelId;

    private sealed class BrokenStore : IStatisticsStore
    {
        public Task AddAsync(IReadOnlyList<CallRecord> calls, CancellationToken cancellationToken) => throw new IOException("The disk is gone.");

        public Task RateAsync(IReadOnlyList<Rating> ratings, CancellationToken cancellationToken) => throw new IOException("The disk is gone.");

        public Task MeasureAsync(Measurement measurement, CancellationToken cancellationToken) => throw new IOException("The disk is gone.");

        public Task<IReadOnlyList<ModelStatistics>> ReadAsync(string? model, string? task, CancellationToken cancellationToken) => throw new IOException("The disk is gone.");

        public Task<IReadOnlyList<Rating>> RatingsAsync(string runId, CancellationToken cancellationToken) => throw new IOException("The disk is gone.");

        public Task<IReadOnlyList<Measurement>> MeasurementsAsync(string task, CancellationToken cancellationToken) => throw new IOException("The disk is gone.");
    }
}
