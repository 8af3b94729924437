using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference;
using Planner.Inference.Prompts;
using Planner.Matching;
using Planner.Planning;
using Planner.Prompts;
using Planner.Routing;
using Planner.Runs;
using Planner.Statistics;
using Planner.Tests.Storage;
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

    [Fact]
    public async Task Match_DedicatedModelAndAPrompt_NothingKnown_TheDedicatedOneComesFirst() => (await AmongPromptsAsync(_ => Task.CompletedTask)).ShouldBe(Dedicated);

    [Fact]
    public async Task Match_DedicatedModelMeasuredGood_OutranksAPromptThatOftenSucceeded() => (await AmongPromptsAsync(async store =>
    {
        await store.AddAsync([.. Enumerable.Repeat(Call(Prompt), 50)], Stop);
        await store.MeasureAsync(Measured(Dedicated, 0.9), Stop);
    })).ShouldBe(Dedicated);

    [Fact]
    public async Task Match_PromptMeasuredBetterThanTheDedicatedModel_ComesFirstThoughItCosts() => (await AmongPromptsAsync(async store =>
    {
        await store.AddAsync([.. Enumerable.Repeat(Call(Prompt) with { CostUsd = 0.002m }, 50), .. Enumerable.Repeat(Call(Dedicated), 50)], Stop);
        await store.MeasureAsync(Measured(Prompt, 0.95), Stop);
        await store.MeasureAsync(Measured(Dedicated, 0.4), Stop);
    })).ShouldBe(Prompt);

    [Fact]
    public async Task Match_BothMeasuredAlike_TheCheaperComesFirst() => (await AmongPromptsAsync(async store =>
    {
        await store.AddAsync([.. Enumerable.Repeat(Call(Prompt) with { CostUsd = 0.02m }, 50), .. Enumerable.Repeat(Call(Dedicated) with { CostUsd = 0.0001m }, 50)], Stop);
        await store.MeasureAsync(Measured(Prompt, 0.9), Stop);
        await store.MeasureAsync(Measured(Dedicated, 0.9), Stop);
    })).ShouldBe(Dedicated);

    private const string Prompt = "prompt/gpt";
    private const string Dedicated = "facebook/bart-large-cnn";

    /// <summary>The first of the shipped card of a summariser and what a chat model's prompts make of it, the prompt being the earlier card.</summary>
    private static async Task<string> AmongPromptsAsync(Func<IStatisticsStore, Task> before)
    {
        using var folder = new TempFolder();
        var shipped = Options.Create(new PromptOptions { UserFolder = null });
        var prompts = new PromptTasks(new PromptLibrary(shipped), new ArtifactStore(Options.Create(new ArtifactStoreOptions { Root = folder.Path })), RunTestHost.Taxonomy);
        ModelCatalog.Load(new CatalogOptions { UserFolder = null }, RunTestHost.Taxonomy).TryGet(Dedicated, out var dedicated).ShouldBeTrue();
        return (await MatchAsync(Step, before, [prompts.Card("gpt", seesImages: true, hearsSound: false)!, dedicated!])).Candidates[0].ModelId;
    }

    private static PlanStep Step => new() { Id = "s1", Task = "summarization", Instruction = "Summarise the text" };

    private static CallRecord Call(string model) =>
        new() { Model = model, Instance = "a", Task = "summarization", StepId = "s1", Time = DateTimeOffset.UtcNow, Seconds = 1, Ok = true, Checked = true };

    private static Rating Rated(string model, bool good) =>
        new() { RunId = "r", StepId = "s1", Model = model, Instance = "a", Task = "summarization", Good = good };

    private static Measurement Measured(string model, double score) =>
        new() { Model = model, Task = "summarization", Data = "d", Scores = [.. Enumerable.Repeat(score, 100)] };

    private static async Task<Candidate> FirstAsync(Func<IStatisticsStore, Task> before) => (await MatchAsync(Step, before)).Candidates[0];

    private static async Task<ModelMatch> MatchAsync(PlanStep step, Func<IStatisticsStore, Task> before, IReadOnlyList<ModelCard>? cards = null)
    {
        await using var services = new ServiceCollection().AddSingleton(new ModelCatalog(cards ?? Cards)).AddSingleton<IInferenceBackend>(new FakeBackend())
            .AddInMemoryJournal().AddMatching().BuildServiceProvider();
        await before(services.GetRequiredService<IStatisticsStore>());
        return await services.GetRequiredService<IModelMatcher>().MatchAsync(step, Egress.Cloud, null, Stop);
    }
}
