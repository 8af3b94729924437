using Microsoft.Extensions.DependencyInjection;
using Planner.Inference;
using Planner.Planning;
using Planner.Runs;
using Planner.Tests.Testing;
using Planner.Values;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Runs;

public sealed class RunServiceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_PlanStillBeingWritten_EarlierStepsAlreadyRun()
    {
        var firstRan = new TaskCompletionSource();
        var backend = new FakeBackend
        {
            WhenRun = (request, _) =>
            {
                firstRan.TrySetResult();
                return Task.FromResult(FakeBackend.Echo(request));
            },
        };
        // The second step is only planned once the first has run.
        var planner = new ScriptedPlanner(TextStep("s1", "a"), TextStep("s2", "@s1")) { BeforeEach = step => step.Id == "s2" ? firstRan.Task : Task.CompletedTask };
        await using var host = new RunTestHost(planner, backend);

        (await host.RunAsync()).Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public async Task StartAsync_LaterStepInvalid_RunFailsAndSaysWhatIsWrong()
    {
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "a"), Step("s2", "no-such-task", ("text", "@s1"))), new FakeBackend());

        var run = await host.RunAsync();

        run.Failure!.Kind.ShouldBe(RunFailureKind.Planning);
        run.Failure.Message.ShouldContain("'no-such-task', which does not exist");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    public async Task StartAsync_Empty_IsRefusedAndNotRecorded(string text)
    {
        await using var host = new RunTestHost(new ScriptedPlanner(), new FakeBackend());

        (await Should.ThrowAsync<BadRequestException>(() => host.StartAsync(new Request { Text = text }))).Message.ShouldContain("empty");

        (await host.Journal.ListAsync(10, null, Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task StartAsync_ImageNamedAsSound_IsRefused()
    {
        await using var host = new RunTestHost(new ScriptedPlanner(), new FakeBackend());
        var request = await host.RequestWithAsync("memo.mp3", Bytes.Png);

        (await Should.ThrowAsync<BadRequestException>(() => host.StartAsync(request))).Message.ShouldContain("'memo.mp3' is named like audio/mpeg, but its content is image/png");
    }

    [Fact]
    public async Task StartAsync_TableInAnOldEncoding_IsRefusedWithTheFix()
    {
        await using var host = new RunTestHost(new ScriptedPlanner(), new FakeBackend());
        var request = await host.RequestWithAsync("old.csv", [0xD2, 0xEE, 0xE2, 0xE0, 0xF0, (byte)';', 0xD6, 0xE5, 0xED, 0xE0, (byte)'\n']);

        (await Should.ThrowAsync<BadRequestException>(() => host.StartAsync(request))).Message.ShouldContain("Save it as UTF-8");
    }

    [Fact]
    public async Task StartAsync_PlanOnly_MatchesAndRunsNothing()
    {
        var backend = new FakeBackend();
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "a")), backend);

        var run = await host.RunAsync(new Request { Text = "x", Options = new RequestOptions { PlanOnly = true } });

        run.Step("s1")!.Match!.Candidates[0].ModelId.ShouldBe("first/summarization");
        backend.Calls.ShouldBeEmpty();
        run.Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public async Task StartAsync_FileThatNoStepTakes_IsNamedWithThePlan()
    {
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "a")), new FakeBackend());

        var id = await host.StartAsync(await host.RequestWithAsync("photo.png", Bytes.Png));
        await host.EndAsync(id);

        (await host.EventsAsync(id)).OfType<PlanCompleted>().Single().UnusedFiles.ShouldBe(["photo.png"]);
    }

    [Fact]
    public async Task StartAsync_Approve_NothingRunsBeforeItAndTheEditedPlanRuns()
    {
        var backend = new FakeBackend();
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "a")), backend);
        var id = await host.StartAsync(new Request { Text = "x", Options = new RequestOptions { Approve = true } });
        await host.WaitForAsync<RunWaiting>(id);
        backend.Calls.ShouldBeEmpty();

        host.Runs.Approve(id, new Plan([TextStep("t1", "edited")])).ShouldBeTrue();
        await host.EndAsync(id);

        var run = await host.StateAsync(id);
        run.Steps.Single().Step.Id.ShouldBe("t1");
        ((TextValue)run.Step("t1")!.Value!).Text.ShouldBe("t1(edited)");
    }

    [Fact]
    public async Task StartAsync_GivenPlan_RunsWithoutTheController()
    {
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "by the controller")), new FakeBackend());

        var run = await host.RunAsync(new Request { Text = "x", Plan = new Plan([TextStep("s1", "by the user")]) });

        run.Planner.ShouldBe("given");
        ((TextValue)run.Step("s1")!.Value!).Text.ShouldBe("s1(by the user)");
    }

    [Fact]
    public async Task ResumeAsync_OwnerGone_FinishedStepsAreNotRunAgain()
    {
        var backend = new FakeBackend();
        var clock = new ManualTimeProvider();
        await using var host = new RunTestHost(
            new ScriptedPlanner(TextStep("s1", "never asked")), [backend], services => services.AddSingleton<TimeProvider>(clock));
        var request = new Request { Text = "x" };
        var each = TextStep("s2", "about @{item}") with { ForEach = StepInput.Parse("@s1") };
        var lease = await host.Journal.CreateAsync(new RunAccepted { Request = request }, "a process that died", TimeSpan.FromSeconds(30), Stop);
        await host.Journal.AppendAsync(
            lease,
            [
                new PlanStarted { Planner = "scripted" },
                new PlanStepAccepted { StepId = "s1", Step = TextStep("s1", "a") },
                new PlanStepAccepted { StepId = "s2", Step = each },
                new PlanStepAccepted { StepId = "s3", Step = TextStep("s3", "@s2") },
                new PlanCompleted { Steps = 3 },
                new StepStarted { StepId = "s1", Model = "m", Instance = "i" },
                new StepSucceeded { StepId = "s1", Value = new ListValue([new TextValue("one"), new TextValue("two")]) },
                new StepExpanded { StepId = "s2", Children = ["s2[0]", "s2[1]"] },
                new StepStarted { StepId = "s2[0]", Model = "m", Instance = "i" },
                new StepSucceeded { StepId = "s2[0]", Value = new TextValue("done before") },
                new StepStarted { StepId = "s2[1]", Model = "m", Instance = "i" },
            ],
            Stop);

        (await host.Runs.ResumeAsync(lease.RunId, Stop)).ShouldBeFalse("the lease has not expired");
        clock.Advance(TimeSpan.FromSeconds(31));
        (await host.Runs.ResumeAsync(lease.RunId, Stop)).ShouldBeTrue();
        await host.EndAsync(lease.RunId);

        backend.Calls.Select(call => call.Step.Id).ShouldBe(["s2[1]", "s3"], ignoreOrder: true);
        var run = await host.StateAsync(lease.RunId);
        run.Status.ShouldBe(RunStatus.Completed);
        ((TextValue)run.Step("s3")!.Value!).Text.ShouldBe("s3(done before\n\ns2[1](about two))");
    }

    [Fact]
    public async Task RunAsync_LeaseTakenByAnother_StopsWithoutContradictingIt()
    {
        var clock = new ManualTimeProvider();
        var reached = new TaskCompletionSource();
        var backend = new FakeBackend
        {
            WhenRun = async (_, stop) =>
            {
                using var registration = stop.Register(() => reached.TrySetResult());
                await Task.Delay(Timeout.Infinite, stop);
                return null!;
            },
        };
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "a")), [backend], services => services.AddSingleton<TimeProvider>(clock));
        var id = await host.StartAsync();
        await backend.CalledAsync();

        // As if this process had been asleep: the other one takes over before the lease is renewed.
        var expired = await host.Journal.RenewAsync(new RunLease(id, "this", 1, default), TimeSpan.FromTicks(1), Stop);
        var taken = await TakeOverAsync(host, expired, clock);
        taken.ShouldNotBeNull();
        clock.Advance(TimeSpan.FromSeconds(11));
        await host.EndAsync(id);

        await reached.Task.WaitAsync(RunTestHost.Patience, TestContext.Current.CancellationToken);
        (await host.EventsAsync(id))[^1].ShouldBeOfType<RunResumed>();
    }

    [Fact]
    public async Task RunAsync_LargeValue_IsKeptAsAnArtifactAndArrivesWhole()
    {
        var long1 = new string('x', 100_000);
        var backend = new FakeBackend { WhenRun = (request, _) => Task.FromResult(request.Step.Id == "s1" ? FakeBackend.Text(long1) : FakeBackend.Echo(request)) };
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "a"), TextStep("s2", "@{s1}!")), backend);

        var run = await host.RunAsync();

        var stored = run.Step("s1")!.Value.ShouldBeOfType<StoredValue>();
        stored.Length.ShouldBe(100_000);
        ValueText.Of(backend.Calls[1].Inputs["text"])!.Length.ShouldBe(100_001);
    }

    [Fact]
    public async Task RunAsync_ResultOfTheWrongKind_NextModelIsTried()
    {
        var backend = new FakeBackend();
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "a")), backend);
        backend.WhenRun = async (request, _) => request.Model.Id.StartsWith("first", StringComparison.Ordinal)
            ? InferenceResult.Success(new ArtifactValue(await host.PutAsync("x.wav", Bytes.Wav)))
            : FakeBackend.Text("words");

        var run = await host.RunAsync();

        run.Step("s1")!.Model.ShouldBe("second/summarization");
    }

    [Fact]
    public async Task RunAsync_OptionalStepFails_RunIsNotPartial()
    {
        var backend = new FakeBackend
        {
            WhenRun = (request, _) => Task.FromResult(request.Step.Id == "s2" ? InferenceResult.Failure(StepErrorKind.Model, "No.") : FakeBackend.Echo(request)),
        };
        await using var host = new RunTestHost(
            new ScriptedPlanner(TextStep("s1", "a"), TextStep("s2", "b") with { Optional = true }, TextStep("s3", "@s2")), backend);

        var run = await host.RunAsync();

        run.Partial.ShouldBeFalse();
        run.Step("s3")!.Status.ShouldBe(StepStatus.Skipped);
    }

    [Fact]
    public async Task RunAsync_ForEachOverNothing_GivesAnEmptyListAndNoChild()
    {
        var backend = new FakeBackend { WhenRun = (_, _) => Task.FromResult(InferenceResult.Success(new StructuredValue(Modality.Boxes, System.Text.Json.JsonDocument.Parse("[]").RootElement))) };
        await using var host = new RunTestHost(
            new ScriptedPlanner(Step("s1", "object-detection", ("image", "@f1")), TextStep("s2", "@item") with { ForEach = StepInput.To("s1") }), backend);

        var run = await host.RunAsync(await host.RequestWithAsync("a.png", Bytes.Png));

        run.Step("s2")!.Status.ShouldBe(StepStatus.Succeeded);
        run.Step("s2")!.Children.ShouldBeEmpty();
    }

    [Fact]
    public async Task RunAsync_ForEachChildFails_StepFailsAndNamesIt()
    {
        var backend = new FakeBackend
        {
            WhenRun = (request, _) => Task.FromResult(request.Step.Id == "s1[1]" ? InferenceResult.Failure(StepErrorKind.BadInput, "Broken.") : FakeBackend.Echo(request)),
        };
        await using var host = new RunTestHost(
            new ScriptedPlanner(TextStep("s1", "@item") with { ForEach = StepInput.List([StepInput.Text("a"), StepInput.Text("b")]) }), backend);

        var run = await host.RunAsync();

        run.Step("s1")!.Error!.Message.ShouldBe("1 of 2 parts failed; s1[1]: Broken.");
        run.Step("s1[0]")!.Status.ShouldBe(StepStatus.Succeeded);
    }

    private static async Task<RunLease?> TakeOverAsync(RunTestHost host, RunLease expired, ManualTimeProvider clock)
    {
        clock.Advance(TimeSpan.FromMilliseconds(1));
        return await host.Journal.TryTakeOverAsync(expired.RunId, "another process", TimeSpan.FromMinutes(5), Stop);
    }
}
