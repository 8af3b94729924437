using Microsoft.Extensions.DependencyInjection;
using Planner.Catalog;
using Planner.Inference;
using Planner.Matching;
using Planner.Planning;
using Planner.Routing;
using Planner.Runs;
using Planner.Statistics;
using Planner.Tests.Testing;

namespace Planner.Tests.Matching;

public sealed class RecordTermTests
{
    private static readonly ModelCard[] Cards =
    [
        .. new[] { "a/one", "b/two" }.Select(id => new ModelCard { Id = id, Tasks = ["summarization"], Description = "Summarises text." }),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Match_NothingKnown_CatalogOrderDecides() => (await FirstAsync(_ => Task.CompletedTask)).ModelId.ShouldBe("a/one");

    [Fact]
    public async Task Match_FirstFailedOften_TheOtherIsChosen() =>
        (await FirstAsync(store => store.AddAsync([.. Enumerable.Range(0, 10).Select(_ => Call("a/one") with { Ok = false, Checked = false, Error = StepErrorKind.Model })], Stop)))
            .ModelId.ShouldBe("b/two");

    [Fact]
    public async Task Match_FirstRatedBad_TheOtherIsChosen() =>
        (await FirstAsync(store => store.RateAsync([Rated("a/one", good: false)], Stop))).ModelId.ShouldBe("b/two");

    [Fact]
    public async Task Match_OtherMeasuredBetter_IsChosen()
    {
        var best = await FirstAsync(store => store.MeasureAsync(Measured("b/two", 0.9), Stop));

        best.ModelId.ShouldBe("b/two");
        best.Terms.Single(term => term.Name == "measured").Value.ShouldBeGreaterThan(0.8);
    }

    [Fact]
    public async Task Match_OtherWasFasterAndCheaper_IsChosen() => (await FirstAsync(store => store.AddAsync(
        [Call("a/one") with { Seconds = 20, CostUsd = 0.2m }, Call("b/two") with { Seconds = 0.2 }], Stop))).ModelId.ShouldBe("b/two");

    [Fact]
    public async Task Match_MinQuality_IsHeldAgainstTheMeasurement()
    {
        var step = Step with { Requirements = new StepRequirements { MinQuality = 0.8 } };
        var match = await MatchAsync(step, async store =>
        {
            await store.MeasureAsync(Measured("a/one", 0.6), Stop);
            await store.MeasureAsync(Measured("b/two", 0.85), Stop);
        });

        match.Candidates[0].ModelId.ShouldBe("b/two");
        match.Candidates[1].Runnable.ShouldBeFalse();
        match.Candidates[1].Through.ShouldBe("measured 0.6");
        match.Reason.ShouldNotContain("not checked");
    }

    private static PlanStep Step => new() { Id = "s1", Task = "summarization", Instruction = "Summarise the text" };

    private static CallRecord Call(string model) =>
        new() { Model = model, Instance = "a", Task = "summarization", StepId = "s1", Time = DateTimeOffset.UtcNow, Seconds = 1, Ok = true, Checked = true };

    private static Rating Rated(string model, bool good) =>
        new() { RunId = "r", StepId = "s1", Model = model, Instance = "a", Task = "summarization", Good = good };

    private static Measurement Measured(string model, double score) =>
        new() { Model = model, Task = "summarization", Data = "d", Scores = [.. Enumerable.Repeat(score, 100)] };

    private static async Task<Candidate> FirstAsync(Func<IStatisticsStore, Task> before) => (await MatchAsync(Step, before)).Candidates[0];

    private static async Task<ModelMatch> MatchAsync(PlanStep step, Func<IStatisticsStore, Task> before)
    {
        await using var services = new ServiceCollection().AddSingleton(new ModelCatalog(Cards)).AddSingleton<IInferenceBackend>(new FakeBackend())
            .AddInMemoryJournal().AddMatching().BuildServiceProvider();
        await before(services.GetRequiredService<IStatisticsStore>());
        return await services.GetRequiredService<IModelMatcher>().MatchAsync(step, Egress.Cloud, null, Stop);
    }
}
