using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Planner.Chat;
using Planner.Planning;
using Planner.Routing;
using Planner.Runs;
using Planner.Tests.Testing;
using Planner.Values;

namespace Planner.Tests.Runs;

/// <summary>The loop of a controller LLM: plan, check, mend, ask again, and what stands in when it fails.</summary>
public sealed class PlanIntakeTests
{
    private const string Sound = """{"id":"s1","task":"summarization","inputs":{"text":"words"}}""";
    private const string Taker = """{"id":"s2","task":"translation","inputs":{"text":"@s1"}}""";
    private const string Hopeless = """{"id":"s2","task":"frobnicate","inputs":{"text":"@s1"}}""";

    [Fact]
    public async Task Run_ReplyOfTheController_IsRunAndCosted()
    {
        var client = FakeChatClient.Replying($"{Sound}\n{Taker}");
        await using var host = RunTestHost.WithModel(client, new FakeBackend());

        var run = await host.RunAsync();

        run.Planner.ShouldBe("controller");
        ((TextValue)run.Step("s2")!.Value!).Text.ShouldBe("s2(s1(words))");
        (await host.EventsAsync(run.RunId)).OfType<PlanCompleted>().Single().Tokens.ShouldBe(150);
    }

    [Fact]
    public async Task Run_StepThatNeedsAMend_WaitsForTheWholePlanAndTheMendIsAnEvent()
    {
        var rest = new TaskCompletionSource();
        var client = new FakeChatClient { WhenAsked = (_, _, _) => InTwo("""{"id":"s1","task":"sumarization","inputs":{"text":"words"}}""" + "\n", rest.Task, """{"id":"s2","task":"translation","inputs":{"text":"more"}}""") };
        var backend = new FakeBackend();
        backend.WhenRun = (request, _) => Task.FromResult(FakeBackend.Echo(request));
        await using var host = RunTestHost.WithModel(client, backend);

        var id = await host.StartAsync();
        await host.WaitForAsync<PlanStarted>(id);
        backend.Calls.ShouldBeEmpty();
        rest.SetResult();
        var run = await host.EndAsync(id);

        run.Step("s1")!.Step.Task.ShouldBe("summarization");
        run.Mends.Single().Before.ShouldBe("sumarization");
        run.Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public async Task Run_SoundStep_RunsWhileTheControllerWrites()
    {
        var ran = new TaskCompletionSource();
        var client = new FakeChatClient { WhenAsked = (_, _, _) => InTwo(Sound, ran.Task, "\n" + Taker) };
        var backend = new FakeBackend
        {
            WhenRun = (request, _) =>
            {
                ran.TrySetResult();
                return Task.FromResult(FakeBackend.Echo(request));
            },
        };
        await using var host = RunTestHost.WithModel(client, backend);

        (await host.RunAsync()).Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public async Task Run_ReplyThatBreaksOff_ControllerIsAskedForTheRestAndWhatRanStays()
    {
        var client = new FakeChatClient { WhenAsked = (call, _, _) => call == 0 ? FakeChatClient.Breaking($"{Sound}\n{Taker[..^9]}") : FakeChatClient.Pieces(Taker) };
        var backend = new FakeBackend();
        await using var host = RunTestHost.WithModel(client, backend);

        var run = await host.RunAsync();

        run.Status.ShouldBe(RunStatus.Completed);
        run.Planner.ShouldBe("controller");
        ((TextValue)run.Step("s2")!.Value!).Text.ShouldBe("s2(s1(words))");
        backend.Calls.Count(call => call.Step.Id == "s1").ShouldBe(1, "what stands is not run again");
        client.Asked[1][^1].Text.ShouldContain("broke off");
    }

    [Fact]
    public async Task Run_ControllerThatWritesAgainWhatStandsUnderANewId_ItIsNotRunAgain()
    {
        var again = Sound.Replace("s1", "s7", StringComparison.Ordinal);
        var client = FakeChatClient.Replying($"{Sound}\n{Hopeless}", $"{again}\n{Taker.Replace("s2", "s8", StringComparison.Ordinal).Replace("@s1", "@s7", StringComparison.Ordinal)}");
        var backend = new FakeBackend();
        await using var host = RunTestHost.WithModel(client, backend);

        var run = await host.RunAsync();

        run.Status.ShouldBe(RunStatus.Completed);
        backend.Calls.Select(call => call.Step.Task).ShouldBe(["summarization", "translation"]);
        ((TextValue)run.Step("s8")!.Value!).Text.ShouldBe("s8(s1(words))");
        run.Mends.ShouldContain(mend => mend.Before == "s7" && mend.After == "s1");
    }

    [Fact]
    public async Task Run_PlanThatCantBeMended_ControllerIsAskedAgainWithTheErrorsAndWhatStands()
    {
        var client = FakeChatClient.Replying($"{Sound}\n{Hopeless}", Taker);
        var backend = new FakeBackend();
        await using var host = RunTestHost.WithModel(client, backend);

        var run = await host.RunAsync();

        run.Status.ShouldBe(RunStatus.Completed);
        backend.Calls.Count(call => call.Step.Id == "s1").ShouldBe(1, "what stands is not run again");
        var asked = client.Asked[1][^1].Text;
        asked.ShouldContain("names the task 'frobnicate', which does not exist");
        asked.ShouldContain("These steps stand");
        asked.ShouldContain("\"id\":\"s1\"");
        (await host.EventsAsync(run.RunId)).OfType<PlanRejected>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Run_ControllerNeverWritesAPlan_IsAskedThreeTimesAndTheRunSaysWhy()
    {
        var client = FakeChatClient.Replying("I would rather not.");
        await using var host = RunTestHost.WithModel(client, new FakeBackend());

        var run = await host.RunAsync();

        client.Asked.Count.ShouldBe(3);
        run.Failure!.Kind.ShouldBe(RunFailureKind.Planning);
        run.Failure.Message.ShouldContain("no plan in it");
    }

    [Fact]
    public async Task Run_ReplyBreaksOff_TheRestIsAskedFor()
    {
        var client = FakeChatClient.Replying("{\"version\":1,\"steps\":[" + Sound + ",{\"id\":\"s2\",\"ta", "{\"version\":1,\"steps\":[" + Taker + "]}");
        await using var host = RunTestHost.WithModel(client, new FakeBackend());

        var run = await host.RunAsync();

        run.Steps.Select(step => step.Step.Id).ShouldBe(["s1", "s2"]);
        run.Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public async Task Run_NoSteps_IsAnsweredDirectly()
    {
        var client = FakeChatClient.Replying("{\"version\":1,\"steps\":[]}");
        await using var host = RunTestHost.WithModel(client, new FakeBackend());

        var run = await host.RunAsync(new Request { Text = "Hello!" });

        run.Status.ShouldBe(RunStatus.Completed);
        run.Steps.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_ControllerFailsAndTheEmbeddedIsNotSure_FailsWithItsMessage()
    {
        var client = new FakeChatClient { WhenAsked = (_, _, _) => throw new ChatException(ChatErrorKind.Unauthorized, "The key is wrong. Set OPENAI_API_KEY.") };
        await using var host = RunTestHost.WithModel(client, new FakeBackend());

        var run = await host.RunAsync();

        run.Failure!.Message.ShouldBe("The key is wrong. Set OPENAI_API_KEY.");
    }

    [Fact]
    public async Task Run_ControllerFailsAndTheEmbeddedIsSure_ItsPlanStandsInAndAnEventSaysSo()
    {
        var client = new FakeChatClient { WhenAsked = (_, _, _) => throw new ChatException(ChatErrorKind.Unreachable, "Nobody answers.") };
        await using var host = WithShippedTasks(client);

        var run = await host.RunAsync(new Request { Text = "Translate into French: \"Good morning\"" });

        run.Steps.Single().Step.Task.ShouldBe("translation");
        var started = (await host.EventsAsync(run.RunId)).OfType<PlanStarted>().ToList();
        started.Select(plan => plan.Planner).ShouldBe(["controller", "embedded"]);
        started[1].Why.ShouldContain("Nobody answers.");
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task Run_Cascade_AsksTheModelOnlyWhenTheEmbeddedControllerIsNotSure(double threshold, bool isAsked)
    {
        var client = FakeChatClient.Replying(Sound);
        await using var host = WithShippedTasks(client, ControllerMode.Cascade, threshold);

        var run = await host.RunAsync(new Request { Text = "Translate into French: \"Good morning\"" });

        client.Asked.Count.ShouldBe(isAsked ? 1 : 0);
        run.Planner.ShouldBe(isAsked ? "controller" : "embedded");
    }

    [Fact]
    public async Task Run_RequestThatMayNotTravel_NeverReachesTheModel()
    {
        var client = FakeChatClient.Replying(Sound);
        await using var host = RunTestHost.WithModel(client, new FakeBackend(), services => services.AddSingleton(new ChatModel("far", client) { Egress = Egress.Cloud }));

        var run = await host.RunAsync(new Request { Text = "Do it", Options = new RequestOptions { Egress = Egress.Machine } });

        client.Asked.ShouldBeEmpty();
        run.Planner.ShouldBe("embedded");
    }

    [Fact]
    public async Task Run_GivenPlan_IsNeitherMendedNorReplaced()
    {
        var client = FakeChatClient.Replying(Sound);
        await using var host = RunTestHost.WithModel(client, new FakeBackend());

        var run = await host.RunAsync(new Request { Text = "x", Plan = new Plan([Steps.Step("s1", "sumarization", ("text", "a"))]) });

        run.Failure!.Message.ShouldContain("'sumarization', which does not exist");
        client.Asked.ShouldBeEmpty();
    }

    private static RunTestHost WithShippedTasks(IChatClient client, ControllerMode mode = ControllerMode.Llm, double threshold = 0.6) => RunTestHost.WithModel(client, new FakeBackend(), services =>
    {
        services.AddSingleton(Planning.Lexical.Plans.Taxonomy);
        services.Configure<ControllerOptions>(options => (options.Mode, options.CascadeConfidence) = (mode, threshold));
    });

    private static async IAsyncEnumerable<string> InTwo(string first, Task between, string second)
    {
        yield return first;
        await between.WaitAsync(RunTestHost.Patience);
        yield return second;
    }
}
