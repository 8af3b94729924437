using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Planner.Catalog;
using Planner.Chat;
using Planner.Ensembles;
using Planner.Inference;
using Planner.Planning;
using Planner.Routing;
using Planner.Runs;
using Planner.Statistics;
using Planner.Tests.Testing;
using Planner.Values;

namespace Planner.Tests.Ensembles;

public sealed class EnsembleRunTests
{
    private static readonly ModelCard[] Cards = [.. "abcd".Select(name => new ModelCard { Id = $"org/{name}", Tasks = ["summarization", "zero-shot-classification"], Description = "Does it." })];

    private static PlanStep Classify => Steps.Step("s1", "zero-shot-classification", ("text", "x"), ("candidate_labels", "yes")) with { Ensemble = 3 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ThreeModels_VoteAndStayVisible()
    {
        await using var host = Host(Voting(("org/a", "yes"), ("org/b", "no"), ("org/c", "yes")), Classify);

        var run = await host.RunAsync();

        var step = run.Step("s1")!;
        Top(step.Value).ShouldBe("yes");
        (step.Model, step.Instance).ShouldBe(("org/a + org/b + org/c", "ensemble"));
        step.Consensus!.Agreement!.Value.ShouldBe(2.0 / 3, 1e-9);
        step.Members.Select(member => (member.Model, Top(member.Value), member.Instance)).ShouldBe([("org/a", "yes", "fake"), ("org/b", "no", "fake"), ("org/c", "yes", "fake")], ignoreOrder: true);
        var report = RunReport.Of(run).Steps.Single();
        report.Members!.Count.ShouldBe(3);
        report.Consensus!.Method.ShouldBe("vote");
    }

    [Fact]
    public async Task Run_MemberFails_TheNextStandsIn()
    {
        var backend = Voting(("org/a", "yes"), ("org/c", "yes"), ("org/d", "no"));
        await using var host = Host(backend, Classify);

        var run = await host.RunAsync();

        run.Step("s1")!.Model.ShouldBe("org/a + org/c + org/d");
        run.Step("s1")!.Members.Single(member => member.Model == "org/b").Error!.Message.ShouldBe("org/b broke.");
    }

    [Fact]
    public async Task Run_FewerCanRunThanAreWanted_SaysSo()
    {
        var backend = Voting(("org/a", "yes"), ("org/b", "no"));
        backend.WhenAsked = (card, _) => card.Id is "org/a" or "org/b" ? Runnability.Yes("a fake") : Runnability.No("no");
        await using var host = Host(backend, Classify);

        var run = await host.RunAsync();

        run.Step("s1")!.Members.Count.ShouldBe(2);
        run.Mends.ShouldHaveSingleItem().Why.ShouldBe("Step s1 asks for an ensemble of 3, and 2 models can run it here.");
    }

    [Fact]
    public async Task Run_AskedForByTheRequest_HoldsWhereResultsCanBePutTogether()
    {
        var backend = Voting(("org/a", "yes"), ("org/b", "no"), ("org/c", "yes"));
        await using var host = Host(backend, Classify with { Ensemble = 0 });

        (await host.RunAsync(new Request { Text = "Do it", Options = new RequestOptions { Ensemble = 2 } })).Step("s1")!.Members.Count.ShouldBe(2);
        (await host.RunAsync()).Step("s1")!.Members.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_AllMembersFail_FailsWithTheFirstReason()
    {
        await using var host = Host(Voting(), Classify);

        var step = (await host.RunAsync()).Step("s1")!;

        step.Status.ShouldBe(StepStatus.Failed);
        step.Error!.Message.ShouldEndWith("broke.");
        step.Members.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Run_Measured_TakesTheBestAndWhoErrsElsewhereAndCountsThemByQuality()
    {
        await using var host = Host(Voting(("org/a", "no"), ("org/b", "yes"), ("org/c", "yes"), ("org/d", "no")), Classify with { Ensemble = 2 });
        var store = host.Get<IStatisticsStore>();

        // d is best; c is a little worse and misses the same; b misses others.
        await MeasureAsync(store, "org/d", "1111111100");
        await MeasureAsync(store, "org/c", "1111111000");
        await MeasureAsync(store, "org/b", "0011111011");
        await MeasureAsync(store, "org/a", "1000000000");

        var step = (await host.RunAsync()).Step("s1")!;

        step.Members.Select(member => member.Model).ShouldBe(["org/b", "org/d"], ignoreOrder: true);
        Top(step.Value).ShouldBe("no");
        step.Members.Single(member => member.Model == "org/d").Weight.ShouldBeGreaterThan(step.Members.Single(member => member.Model == "org/b").Weight);
    }

    [Fact]
    public async Task Run_WeightsAreSet_TheyCount()
    {
        await using var host = Host(Voting(("org/a", "yes"), ("org/b", "no"), ("org/c", "yes")), [Classify], services => services.Configure<EnsembleOptions>(options => options.Weights["org/b"] = 5));

        Top((await host.RunAsync()).Step("s1")!.Value).ShouldBe("no");
    }

    [Fact]
    public async Task Run_JudgeIsAsked_ItsChoiceIsTaken()
    {
        var judge = new FakeChatClient { Reply = (asked, _) => FakeChatClient.Pieces(asked[0].Text.IndexOf("the odd one", StringComparison.Ordinal) < asked[0].Text.IndexOf("the usual", StringComparison.Ordinal) ? "1" : "2") };
        var backend = new FakeBackend { WhenRun = (request, _) => Task.FromResult(FakeBackend.Text(request.Model.Id == "org/b" ? "the odd one" : "the usual")) };
        await using var host = Host(backend, [Steps.TextStep("s1", "x") with { Ensemble = 2 }], services => services
            .AddSingleton(new ChatModel("judge", judge) { Egress = Egress.Machine }).Configure<EnsembleOptions>(options => options.Judge = true)
            .Configure<ControllerOptions>(options => options.Mode = ControllerMode.Embedded));

        var step = (await host.RunAsync()).Step("s1")!;

        ((TextValue)step.Value!).Text.ShouldBe("the odd one");
        (step.Consensus!.Method, step.Consensus.Chosen).ShouldBe(("judge", "org/b"));
    }

    private static string Top(Value? value) => ((StructuredValue)value!).Json[0].GetProperty("label").GetString()!;

    private static FakeBackend Voting(params (string Model, string Label)[] votes) => new()
    {
        WhenRun = (request, _) => Task.FromResult(votes.FirstOrDefault(vote => vote.Model == request.Model.Id) is { Label: { } label }
            ? InferenceResult.Success(new StructuredValue(Modality.Labels, JsonElement.Parse($$"""[{"label":"{{label}}","score":1}]""")))
            : InferenceResult.Failure(StepErrorKind.Model, $"{request.Model.Id} broke.")),
    };

    private static RunTestHost Host(FakeBackend backend, params PlanStep[] steps) => Host(backend, steps, _ => { });

    private static RunTestHost Host(FakeBackend backend, PlanStep[] steps, Action<IServiceCollection> configure) => new(new ScriptedPlanner(steps), [backend], services =>
    {
        services.AddSingleton(new ModelCatalog(Cards));
        configure(services);
    });

    private static Task MeasureAsync(IStatisticsStore store, string model, string right) =>
        store.MeasureAsync(new Measurement { Model = model, Task = "zero-shot-classification", Data = "d", Scores = [.. right.Select(digit => digit == '1' ? 1.0 : 0)] }, Stop);
}
