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

    private static FakeBackend Failing(string task) => new()
    {
        WhenRun = (request, _) => Task.FromResult(request.Task.Id == task ? InferenceResult.Failure(StepErrorKind.Model, "Out of order.") : FakeBackend.Echo(request)),
    };
}
