using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Planner.Inference;
using Planner.Runs;
using Planner.Tests.Testing;
using Planner.Values;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Runs;

/// <summary>Planning anew what is left, after a failure or when a step asks for it.</summary>
public sealed class PlanRevisionTests
{
    private const string First = """{"id":"s1","task":"summarization","inputs":{"text":"words"}}""";
    private const string Second = """{"id":"s2","task":"translation","inputs":{"text":"@s1"}}{"id":"s3","task":"text-to-speech","inputs":{"text":"@s2"}}""";
    private const string Fourth = """{"id":"s4","task":"summarization","inputs":{"text":"new @{s1}"}}""";
    private const string Fifth = """{"id":"s5","task":"summarization","inputs":{"text":"@s4"}}""";
    private const string Hopeless = """{"id":"s6","task":"frobnicate","inputs":{"text":"@s4"}}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_StepFailsWithNothingLeftToTry_RemainingStepsAreWrittenAnewAndDoneOnesStay()
    {
        var client = FakeChatClient.Replying(
            First + """{"id":"s2","task":"translation","inputs":{"text":"@s1"}}{"id":"s3","task":"text-to-speech","inputs":{"text":"@s2"}}""",
            """{"version":1,"steps":[{"id":"s4","task":"summarization","inputs":{"text":"Say in French: @{s1}"}}]}""");
        var backend = Failing("translation");
        await using var host = RunTestHost.WithModel(client, backend);

        var run = await host.RunAsync();

        run.Status.ShouldBe(RunStatus.Completed);
        run.Partial.ShouldBeFalse("the new steps do what the failed one was for");
        run.Steps.Select(step => step.Step.Id).ShouldBe(["s1", "s4"]);
        ((TextValue)run.Step("s4")!.Value!).Text.ShouldBe("s4(Say in French: s1(words))");
        backend.Calls.Count(call => call.Step.Id == "s1").ShouldBe(1);
        var revised = (await host.EventsAsync(run.RunId)).OfType<PlanRevised>().Single();
        revised.Added.ShouldBe(["s4"]);
        revised.Removed.ShouldBe(["s2", "s3"]);
        revised.Why.ShouldContain("s2 failed: Out of order.");
        var asked = client.Asked[1][^1].Text;
        asked.ShouldContain("Out of order.");
        asked.ShouldContain("s1(words)");
    }

    [Fact]
    public async Task Run_RevisionThatWritesADoneStepAgain_UsesWhatIsDone()
    {
        var client = FakeChatClient.Replying(First + Second, First.Replace("s1", "s8", StringComparison.Ordinal) + """{"id":"s9","task":"summarization","inputs":{"text":"new @{s8}"}}""");
        var backend = Failing("translation");
        await using var host = RunTestHost.WithModel(client, backend);

        var run = await host.RunAsync();

        run.Steps.Select(step => step.Step.Id).ShouldBe(["s1", "s9"]);
        ((TextValue)run.Step("s9")!.Value!).Text.ShouldBe("s9(new s1(words))");
        backend.Calls.Count(call => call.Step.Task == "summarization").ShouldBe(2);
    }

    [Fact]
    public async Task Run_EveryRevisionFails_StopsAfterTheAllowedRounds()
    {
        var client = FakeChatClient.Replying("""{"id":"s1","task":"translation","inputs":{"text":"words"}}""");
        await using var host = RunTestHost.WithModel(client, Failing("translation"));

        var run = await host.RunAsync();

        client.Asked.Count.ShouldBe(3, "one plan and two revisions");
        run.Status.ShouldBe(RunStatus.Failed);
        run.Failure!.Message.ShouldContain("Out of order.");
    }

    [Fact]
    public async Task Run_ControllerSeesNoOtherWay_FailureStays()
    {
        var client = FakeChatClient.Replying(First + """{"id":"s2","task":"translation","inputs":{"text":"@s1"}}""", "{\"version\":1,\"steps\":[]}");
        await using var host = RunTestHost.WithModel(client, Failing("translation"));

        var run = await host.RunAsync();

        run.Status.ShouldBe(RunStatus.Completed);
        run.Partial.ShouldBeTrue();
        run.Step("s2")!.Status.ShouldBe(StepStatus.Failed);
    }

    [Fact]
    public async Task Run_StepThatSaysReplan_WhatNeedsItWaitsForTheController()
    {
        var client = FakeChatClient.Replying(
            """{"id":"s1","task":"summarization","inputs":{"text":"words"},"then":"replan"}{"id":"s2","task":"translation","inputs":{"text":"@s1"}}""",
            """{"id":"s3","task":"text-to-speech","inputs":{"text":"@s1"}}""");
        var backend = new FakeBackend();
        await using var host = RunTestHost.WithModel(client, backend);
        backend.WhenRun = async (request, _) => request.Task.Id == "text-to-speech" ? InferenceResult.Success(new ArtifactValue(await host.PutAsync("x.wav", Bytes.Wav))) : FakeBackend.Echo(request);

        var run = await host.RunAsync();

        run.Steps.Select(step => step.Step.Id).ShouldBe(["s1", "s3"]);
        backend.Calls.Select(call => call.Step.Id).ShouldBe(["s1", "s3"]);
        run.Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public async Task Run_StepThatSaysReplanFails_WhatNeedsItDoesNotWaitForEver()
    {
        var client = FakeChatClient.Replying("""{"id":"s1","task":"translation","inputs":{"text":"words"},"then":"replan","optional":true}{"id":"s2","task":"summarization","inputs":{"text":"@s1"}}""");
        await using var host = RunTestHost.WithModel(client, Failing("translation"));

        var run = await host.RunAsync();

        run.Step("s2")!.Status.ShouldBe(StepStatus.Skipped);
    }

    [Fact]
    public async Task Run_NobodyCanReplan_PlanGoesOnAndAnEventSaysSo()
    {
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "a") with { Then = "replan" }, TextStep("s2", "@s1")), new FakeBackend());

        var run = await host.RunAsync();

        run.Step("s2")!.Status.ShouldBe(StepStatus.Succeeded);
        run.Mends.Single().Before.ShouldBe("then: replan");
    }

    [Fact]
    public async Task Resume_AfterARevision_GoesOnWithTheRevisedPlanAndAsksNobody()
    {
        var client = FakeChatClient.Replying("never asked");
        var backend = new FakeBackend();
        var clock = new ManualTimeProvider();
        await using var host = RunTestHost.WithModel(client, backend, services => services.AddSingleton<TimeProvider>(clock));
        var looked = TextStep("s1", "a") with { Then = "replan" };
        var lease = await host.Journal.CreateAsync(new RunAccepted { Request = new Request { Text = "x" } }, "a process that died", TimeSpan.FromSeconds(30), Stop);
        await host.Journal.AppendAsync(
            lease,
            [
                new PlanStarted { Planner = "controller" },
                new PlanStepAccepted { StepId = "s1", Step = looked },
                new PlanStepAccepted { StepId = "s2", Step = TextStep("s2", "@s1") },
                new PlanCompleted { Steps = 2 },
                new StepSucceeded { StepId = "s1", Value = new TextValue("done before") },
                new PlanRevised { Added = ["s3"], Steps = [TextStep("s3", "new @{s1}")], Removed = ["s2"], Considered = ["s1"], Why = "w" },
            ],
            Stop);
        clock.Advance(TimeSpan.FromSeconds(31));

        (await host.Runs.ResumeAsync(lease.RunId, Stop)).ShouldBeTrue();
        var run = await host.EndAsync(lease.RunId);

        client.Asked.ShouldBeEmpty();
        backend.Calls.Select(call => call.Step.Id).ShouldBe(["s3"]);
        ((TextValue)run.Step("s3")!.Value!).Text.ShouldBe("s3(new done before)");
    }

    [Fact]
    public async Task Run_SoundStepOfARevision_RunsWhileTheControllerWritesTheRest()
    {
        var ran = new TaskCompletionSource();
        var client = new FakeChatClient { WhenAsked = (call, _, _) => call == 0 ? FakeChatClient.Pieces(First + Second) : InTwo(Fourth, ran.Task, Fifth) };
        var backend = Failing("translation", ran: step => { if (step == "s4") { ran.TrySetResult(); } });
        await using var host = RunTestHost.WithModel(client, backend);

        var run = await host.RunAsync();

        run.Status.ShouldBe(RunStatus.Completed);
        run.Partial.ShouldBeFalse();
        run.Steps.Select(step => step.Step.Id).ShouldBe(["s1", "s4", "s5"]);
        ((TextValue)run.Step("s5")!.Value!).Text.ShouldBe("s5(s4(new s1(words)))");
        backend.Calls.Count(call => call.Step.Id == "s4").ShouldBe(1);
        var events = await host.EventsAsync(run.RunId);
        var revised = events.OfType<PlanRevised>().ShouldHaveSingleItem();
        revised.Added.ShouldBe(["s4", "s5"]);
        revised.Removed.ShouldBe(["s2", "s3"]);
        events.OfType<PlanStepAccepted>().Single(accepted => accepted.StepId == "s4").Sequence.ShouldBeLessThan(revised.Sequence);
    }

    [Fact]
    public async Task Run_StepOfARevisionThatNeedsAMend_WaitsForTheWholeRevision()
    {
        var rest = new TaskCompletionSource();
        var client = new FakeChatClient { WhenAsked = (call, _, _) => call == 0 ? FakeChatClient.Pieces(First + Second) : InTwo(Fourth.Replace("summarization", "sumarization", StringComparison.Ordinal), rest.Task, Fifth) };
        var backend = Failing("translation");
        await using var host = RunTestHost.WithModel(client, backend);

        var id = await host.StartAsync();
        await host.WaitForAsync<StepFailed>(id);
        rest.SetResult();
        var run = await host.EndAsync(id);

        run.Step("s5")!.Status.ShouldBe(StepStatus.Succeeded);
        var events = await host.EventsAsync(id);
        events.OfType<StepStarted>().First(started => started.StepId == "s4").Sequence.ShouldBeGreaterThan(events.OfType<PlanRevised>().Single().Sequence);
        events.OfType<PlanStepAccepted>().ShouldNotContain(accepted => accepted.StepId == "s4");
    }

    [Fact]
    public async Task Run_RestOfARevisionCantBeMended_IsAskedForAgainAndWhatHasBegunStays()
    {
        var client = FakeChatClient.Replying(First + Second, Fourth + Hopeless, Fifth);
        var backend = Failing("translation");
        await using var host = RunTestHost.WithModel(client, backend);

        var run = await host.RunAsync();

        run.Steps.Select(step => step.Step.Id).ShouldBe(["s1", "s4", "s5"]);
        backend.Calls.Select(call => call.Step.Id).Where(id => id is "s1" or "s4" or "s5").ShouldBe(["s1", "s4", "s5"]);
        client.Asked[2][^1].Text.ShouldContain("frobnicate");
        client.Asked[2][^1].Text.ShouldContain("\"id\":\"s4\"");
        (await host.EventsAsync(run.RunId)).OfType<PlanRevised>().ShouldHaveSingleItem().Added.ShouldBe(["s4", "s5"]);
    }

    [Fact]
    public async Task Run_RestOfARevisionIsNeverSound_WhatHasBegunStaysAndTheFailureToo()
    {
        var client = FakeChatClient.Replying(First + Second, Fourth + Hopeless, Hopeless);
        await using var host = RunTestHost.WithModel(client, Failing("translation"));

        var run = await host.RunAsync();

        run.Status.ShouldBe(RunStatus.Completed);
        run.Partial.ShouldBeTrue("what failed has nothing in its place");
        run.Steps.Select(step => (step.Step.Id, step.Status)).ShouldBe([("s1", StepStatus.Succeeded), ("s2", StepStatus.Failed), ("s3", StepStatus.Skipped), ("s4", StepStatus.Succeeded)]);
        client.Asked.Count.ShouldBe(4, "a plan, a revision, and twice what was wrong with it");
        var revised = (await host.EventsAsync(run.RunId)).OfType<PlanRevised>().ShouldHaveSingleItem();
        revised.Added.ShouldBe(["s4"]);
        revised.Removed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_StepOfARevisionFailsWhileTheRestIsWritten_IsRevisedInItsTurn()
    {
        var client = FakeChatClient.Replying(
            First + Second, Fourth.Replace("summarization", "translation", StringComparison.Ordinal) + Fifth, """{"id":"s6","task":"summarization","inputs":{"text":"Otherwise: @{s1}"}}""");
        await using var host = RunTestHost.WithModel(client, Failing("translation"));

        var run = await host.RunAsync();

        run.Partial.ShouldBeFalse();
        run.Steps.Select(step => step.Step.Id).ShouldBe(["s1", "s6"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("replan")]
    public async Task Resume_CutAnywhereInARevision_DoneStepsStayAndTheRestIsWritten(string? then)
    {
        // The run as it goes when nothing is cut: with a step that fails, or one that is to be looked at.
        var first = then is null ? First : First.Replace("}}", "},\"then\":\"replan\"}", StringComparison.Ordinal);
        var uncut = new FakeChatClient { WhenAsked = (call, asked, _) => FakeChatClient.Pieces(call == 0 ? first + Second : Rest(asked)) };
        await using var whole = RunTestHost.WithModel(uncut, Failing("translation"));
        var events = (await whole.EventsAsync((await whole.RunAsync()).RunId)).SkipWhile(happened => happened is RunAccepted).ToList();
        var planned = events.FindIndex(happened => happened is PlanCompleted);
        var begun = events.FindIndex(happened => happened is PlanStepAccepted { StepId: "s4" });
        var revised = events.FindIndex(happened => happened is PlanRevised);
        begun.ShouldBeInRange(planned, revised);

        for (var cut = planned + 1; cut < events.Count; cut++)
        {
            var client = new FakeChatClient { WhenAsked = (_, asked, _) => FakeChatClient.Pieces(Rest(asked)) };
            var backend = Failing("translation");
            var clock = new ManualTimeProvider();
            await using var host = RunTestHost.WithModel(client, backend, services => services.AddSingleton<TimeProvider>(clock));
            var lease = await host.Journal.CreateAsync(new RunAccepted { Request = new Request { Text = "Do it" } }, "a process that died", TimeSpan.FromSeconds(30), Stop);
            await host.Journal.AppendAsync(lease, events[..cut], Stop);
            clock.Advance(TimeSpan.FromSeconds(31));
            var done = events[..cut].OfType<StepSucceeded>().Select(step => step.StepId).ToList();

            (await host.Runs.ResumeAsync(lease.RunId, Stop)).ShouldBeTrue();
            var run = await host.EndAsync(lease.RunId);

            var where = $"cut after {events[cut - 1].GetType().Name} of {events[cut - 1].StepId}";
            run.Status.ShouldBe(RunStatus.Completed, where);
            run.Partial.ShouldBeFalse(where);
            run.Steps.Select(step => step.Step.Id).ShouldBe(["s1", "s4", "s5"], where);
            ((TextValue)run.Step("s5")!.Value!).Text.ShouldBe("s5(s4(new s1(words)))", where);
            backend.Calls.Select(call => call.Step.Id).Intersect(done).ShouldBeEmpty(where);
            client.Asked.Count.ShouldBe(cut > revised ? 0 : 1, where);
        }

        static string Rest(IReadOnlyList<ChatMessage> asked) =>
            Stands(asked, "s5") ? "{\"version\":1,\"steps\":[]}" : Stands(asked, "s4") ? Fifth : Fourth + Fifth;

        static bool Stands(IReadOnlyList<ChatMessage> asked, string id) => asked[^1].Text.Contains($"\"id\":\"{id}\"", StringComparison.Ordinal);
    }

    private static async IAsyncEnumerable<string> InTwo(string first, Task between, string second)
    {
        yield return first;
        await between.WaitAsync(RunTestHost.Patience);
        yield return second;
    }

    private static FakeBackend Failing(string task, Action<string>? ran = null) => new()
    {
        WhenRun = (request, _) =>
        {
            ran?.Invoke(request.Step.Id);
            return Task.FromResult(request.Task.Id == task ? InferenceResult.Failure(StepErrorKind.Model, "Out of order.") : FakeBackend.Echo(request));
        },
    };
}
