using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Planner.Answering;
using Planner.Budgets;
using Planner.Chat;
using Planner.Inference;
using Planner.Routing;
using Planner.Runs;
using Planner.Tests.Testing;

namespace Planner.Tests.Budgets;

public sealed class RunBudgetTests
{
    private static readonly ModelPrice Price = new() { UsdPerCall = 0.04m };

    [Fact]
    public async Task Run_BudgetRunsOut_KeepsWhatIsDoneAndSaysSo()
    {
        var backend = new FakeBackend { Price = Price };
        await using var host = new RunTestHost(new ScriptedPlanner(Steps.TextStep("s1", "x"), Steps.TextStep("s2", "@s1"), Steps.TextStep("s3", "@s2")), backend);

        var run = await host.RunAsync(new Request { Text = "Do it", Options = new RequestOptions { BudgetUsd = 0.10m } });

        run.Status.ShouldBe(RunStatus.Failed);
        run.Failure!.Kind.ShouldBe(RunFailureKind.Budget);
        run.Failure.Message.ShouldContain("The budget of this run of $0.1 has $0.02 left, and a call may cost up to $0.04.");
        run.Steps.Select(step => step.Status).ShouldBe([StepStatus.Succeeded, StepStatus.Succeeded, StepStatus.Failed]);
        run.Step("s3")!.Error!.Kind.ShouldBe(StepErrorKind.Budget);
        run.Answer.ShouldContain("s2(s1(x))");
        run.CostUsd.ShouldBe(0.08m);
        backend.Calls.Count.ShouldBe(2);
        var exceeded = (await host.EventsAsync(run.RunId)).OfType<BudgetExceeded>().ShouldHaveSingleItem();
        (exceeded.Budget, exceeded.LimitUsd, exceeded.SpentUsd, exceeded.NeededUsd).ShouldBe(("run", 0.10m, 0.08m, 0.04m));
    }

    [Fact]
    public async Task Run_WhatCostsNothing_GoesOnWithoutMoney()
    {
        await using var host = new RunTestHost(new ScriptedPlanner(Steps.TextStep("s1", "x")), new FakeBackend());

        var run = await host.RunAsync(new Request { Text = "Do it", Options = new RequestOptions { BudgetUsd = 0 } });

        run.Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public async Task Run_PriceInTheCloudNotKnown_IsNotCalled()
    {
        var backend = new FakeBackend { Egress = Egress.Cloud };
        await using var host = new RunTestHost(new ScriptedPlanner(Steps.TextStep("s1", "x")), backend);

        var run = await host.RunAsync(new Request { Text = "Do it", Options = new RequestOptions { BudgetUsd = 1 } });

        run.Step("s1")!.Error!.ToString().ShouldBe(
            "first/summarization at fake has no known price, and there is a budget of this run, so it is not called. "
            + "Say what it costs in Planner:Budgets:Prices, or count it as nothing with Planner:Budgets:UnknownPrices=free.");
        backend.Calls.ShouldBeEmpty();
        (await host.RunAsync()).Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public async Task Run_PriceInTheConfiguration_IsCountedWithTheTokens()
    {
        var backend = new FakeBackend
        {
            Egress = Egress.Cloud,
            WhenRun = (request, _) => Task.FromResult(FakeBackend.Echo(request) with { Tokens = 1500, InputTokens = 1000, OutputTokens = 500 }),
        };
        await using var host = new RunTestHost(new ScriptedPlanner(Steps.TextStep("s1", "x")), [backend], services => services.Configure<BudgetOptions>(options =>
            options.Prices["first/summarization"] = new ModelPrice { InputUsdPerMillion = 1, OutputUsdPerMillion = 4 }));

        var run = await host.RunAsync(new Request { Text = "Do it", Options = new RequestOptions { BudgetUsd = 1 } });

        run.Status.ShouldBe(RunStatus.Completed);
        run.CostUsd.ShouldBe(0.003m);
    }

    [Fact]
    public async Task Run_BudgetOfTheKey_IsSharedByItsRuns()
    {
        var backend = new FakeBackend { Price = Price };
        var store = new InMemoryBudgetStore();
        await using var host = new RunTestHost(new ScriptedPlanner(Steps.TextStep("s1", "x")), [backend], host => host.AddSingleton<IBudgetStore>(store));
        await store.SaveAsync(new Budget { Id = Budget.OfKey("k1"), LimitUsd = 0.05m, Period = BudgetPeriod.Total }, TestContext.Current.CancellationToken);

        (await host.RunAsync(new Request { Text = "Do it", KeyId = "k1" })).Status.ShouldBe(RunStatus.Completed);
        (await host.RunAsync(new Request { Text = "Do it", KeyId = "k1" })).Failure!.Kind.ShouldBe(RunFailureKind.Budget);
        (await host.RunAsync(new Request { Text = "Do it", KeyId = "k2" })).Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public async Task Run_PlannerAndAnswererUnderABudget_ArePaidAndBounded()
    {
        var client = new FakeChatClient
        {
            WhenAsked = (number, _, _) => FakeChatClient.Pieces(number == 0 ? """{"id":"s1","task":"summarization","inputs":{"text":"x"}}""" : "It says s1(x)."),
            Usage = _ => new UsageDetails { InputTokenCount = 100, OutputTokenCount = 10, TotalTokenCount = 110 },
        };
        await using var host = WithPricedController(client);

        var run = await host.RunAsync(new Request { Text = "Summarise x", Options = new RequestOptions { BudgetUsd = 1 } });

        run.Status.ShouldBe(RunStatus.Completed);
        run.CostUsd.ShouldBe(0.0006m);
        client.Options!.MaxOutputTokens.ShouldNotBeNull();
    }

    [Fact]
    public async Task Run_PlannerCantBePaid_IsNeverAsked()
    {
        var client = new FakeChatClient();
        await using var host = WithPricedController(client);

        var run = await host.RunAsync(new Request { Text = "Summarise x", Options = new RequestOptions { BudgetUsd = 0.001m } });

        run.Failure!.Kind.ShouldBe(RunFailureKind.Budget);
        client.Asked.ShouldBeEmpty();
        (await host.EventsAsync(run.RunId)).OfType<BudgetExceeded>().ShouldHaveSingleItem();
    }

    private static RunTestHost WithPricedController(FakeChatClient client) => RunTestHost.WithModel(client, new FakeBackend(), services => services.AddSingleton<IAnswerer, LlmAnswerer>().AddSingleton(
        new ChatModel("controller", client) { Egress = Egress.Cloud, InputUsdPerMillion = 2, OutputUsdPerMillion = 10 }));
}
