using Microsoft.Extensions.DependencyInjection;
using Planner.Answering;
using Planner.Execution;
using Planner.Inference;
using Planner.Runs;
using Planner.Tests.Testing;
using Planner.Values;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Failures;

/// <summary>How earlier systems fail while they execute, by their numbers in the list of known failures.</summary>
public sealed class ExecutionFailures
{
    [Fact]
    public async Task F14_ChainOfSteps_RunsWithoutTheClockEverMoving()
    {
        // A scheduler that polls would wait for a timer, and this clock fires none.
        var steps = Enumerable.Range(1, 30).Select(n => TextStep($"s{n}", n == 1 ? "words" : $"@s{n - 1}"));
        await using var host = new RunTestHost(
            new ScriptedPlanner(steps), [new FakeBackend()], services => services.AddSingleton<TimeProvider>(new ManualTimeProvider()));

        var run = await host.RunAsync();

        run.Steps.ShouldAllBe(step => step.Status == StepStatus.Succeeded);
    }

    [Fact]
    public async Task F14_TwoBranches_FastOneDoesNotWaitForTheSlowLevel()
    {
        // Level by level, s3 would wait for s2. Here s2 ends only after s3 has.
        var thirdDone = new TaskCompletionSource();
        var backend = new FakeBackend
        {
            WhenRun = async (request, stop) =>
            {
                if (request.Step.Id == "s2")
                {
                    await thirdDone.Task.WaitAsync(stop);
                }

                if (request.Step.Id == "s3")
                {
                    thirdDone.SetResult();
                }

                return FakeBackend.Echo(request);
            },
        };
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "a"), TextStep("s2", "b"), TextStep("s3", "@s1")), backend);

        (await host.RunAsync()).Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public async Task F15_StepThatTakesLong_ItsDependentsStillRun()
    {
        var clock = new ManualTimeProvider();
        var slow = new TaskCompletionSource<InferenceResult>();
        var backend = new FakeBackend { WhenRun = (request, stop) => request.Step.Id == "s1" ? slow.Task.WaitAsync(stop) : Task.FromResult(FakeBackend.Echo(request)) };
        await using var host = new RunTestHost(
            new ScriptedPlanner(TextStep("s1", "a"), TextStep("s2", "@s1")), [backend], services => services.AddSingleton<TimeProvider>(clock));
        var id = await host.StartAsync();
        await backend.CalledAsync();

        clock.Advance(TimeSpan.FromSeconds(290));
        slow.SetResult(FakeBackend.Text("at last"));
        await host.EndAsync(id);

        ((TextValue)(await host.StateAsync(id)).Step("s2")!.Value!).Text.ShouldBe("s2(at last)");
    }

    [Fact]
    public async Task F15_StepOverItsLimit_FailsAndItsDependentsAreSkippedNotLost()
    {
        var clock = new ManualTimeProvider();
        var called = new TaskCompletionSource();
        var backend = new FakeBackend { WhenRun = async (_, stop) => { called.SetResult(); await Task.Delay(Timeout.Infinite, stop); return null!; } };
        await using var host = new RunTestHost(
            new ScriptedPlanner(TextStep("s1", "a"), TextStep("s2", "@s1")),
            [backend],
            services => services.AddSingleton<TimeProvider>(clock).Configure<ExecutionOptions>(options => (options.AttemptsPerModel, options.ModelsPerStep) = (1, 1)));
        var id = await host.StartAsync();

        // The limit runs from the call, which comes after the event that announces it.
        await called.Task.WaitAsync(RunTestHost.Patience, TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromSeconds(301));
        await host.EndAsync(id);

        var run = await host.StateAsync(id);
        run.Step("s1")!.Error!.Kind.ShouldBe(StepErrorKind.TimedOut);
        run.Step("s2")!.Status.ShouldBe(StepStatus.Skipped);
        run.Status.ShouldBe(RunStatus.Failed);
    }

    [Fact]
    public async Task F16_FailedStep_DependentsAreSkippedWithTheReasonAndNeverCalled()
    {
        var backend = new FakeBackend
        {
            WhenRun = (request, _) => Task.FromResult(request.Step.Id == "s1"
                ? InferenceResult.Failure(StepErrorKind.Model, "The model is broken.")
                : FakeBackend.Echo(request)),
        };
        await using var host = new RunTestHost(
            new ScriptedPlanner(TextStep("s1", "a"), TextStep("s2", "@s1"), TextStep("s3", "see @{s2}"), TextStep("s4", "b")), backend);

        var run = await host.RunAsync();

        run.Step("s2")!.Status.ShouldBe(StepStatus.Skipped);
        run.Step("s2")!.Reason.ShouldBe("s1 failed");
        run.Step("s3")!.Reason.ShouldBe("s2 was skipped");
        run.Step("s4")!.Status.ShouldBe(StepStatus.Succeeded);
        backend.Calls.Select(call => call.Step.Id).ShouldNotContain("s2");
        run.Partial.ShouldBeTrue();
        run.Answer.ShouldContain("The model is broken.");
    }

    [Fact]
    public async Task F17_BackendThrows_StepFailsAndTheRunEnds()
    {
        var backend = new FakeBackend { WhenRun = (_, _) => throw new InvalidOperationException("boom") };
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "a"), TextStep("s2", "@s1")), backend);

        var run = await host.RunAsync();

        run.Status.ShouldBe(RunStatus.Failed);
        run.Step("s1")!.Error!.Message.ShouldContain("boom");
        run.Step("s1")!.Error!.Message.ShouldNotContain(" at ");
    }

    [Fact]
    public async Task F18_ModelUnavailable_TriedAgainAfterGrowingWaitsThenTheNextModel()
    {
        var clock = new ManualTimeProvider();
        var backend = new FakeBackend
        {
            WhenRun = (request, _) => Task.FromResult(request.Model.Id.StartsWith("first", StringComparison.Ordinal)
                ? InferenceResult.Failure(StepErrorKind.Unavailable, "Busy.")
                : FakeBackend.Text("from the second")),
        };
        await using var host = new RunTestHost(
            new ScriptedPlanner(TextStep("s1", "a")),
            [backend],
            services => services.AddSingleton<TimeProvider>(clock).AddSingleton<Random>(new FixedRandom(0.75))
                .Configure<ExecutionOptions>(options => (options.AttemptsPerModel, options.RetrySeconds) = (3, 1)));
        var id = await host.StartAsync();

        // A second, then two, each times 0.5 + 0.75; nothing happens a moment before.
        foreach (var (attempt, wait) in new[] { (1, 1.25), (2, 2.5) })
        {
            await host.WaitForAsync<StepRetried>(id, retried => retried.Attempt == attempt);
            await clock.TimerWithinAsync(TimeSpan.FromSeconds(wait));
            clock.NextTimer.ShouldBe(TimeSpan.FromSeconds(wait));
            clock.Advance(TimeSpan.FromSeconds(wait));
        }

        (await host.EndAsync(id)).Status.ShouldBe(RunStatus.Completed);
        backend.Calls.Select(call => call.Model.Id).ShouldBe(["first/summarization", "first/summarization", "first/summarization", "second/summarization"]);
        (await host.EventsAsync(id)).OfType<StepSucceeded>().Single().FallbackLevel.ShouldBe(1);
    }

    [Fact]
    public async Task F18_BadInput_NoOtherModelIsTried()
    {
        var backend = new FakeBackend { WhenRun = (_, _) => Task.FromResult(InferenceResult.Failure(StepErrorKind.BadInput, "The image is damaged.")) };
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "a")), backend);

        await host.RunAsync();

        backend.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task F18_Cancel_ReachesTheCallAndKeepsWhatIsDone()
    {
        var reached = new TaskCompletionSource();
        var backend = new FakeBackend
        {
            WhenRun = async (request, stop) =>
            {
                if (request.Step.Id == "s1")
                {
                    return FakeBackend.Text("done before");
                }

                using var registration = stop.Register(reached.SetResult);
                await Task.Delay(Timeout.Infinite, stop);
                return null!;
            },
        };
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "a"), TextStep("s2", "@s1"), TextStep("s3", "@s2")), backend);
        var id = await host.StartAsync();
        await backend.CalledAsync(2);

        host.Runs.Cancel(id).ShouldBeTrue();
        await host.EndAsync(id);

        await reached.Task.WaitAsync(RunTestHost.Patience, TestContext.Current.CancellationToken);
        var run = await host.StateAsync(id);
        run.Status.ShouldBe(RunStatus.Cancelled);
        run.Steps.Select(step => step.Status).ShouldBe([StepStatus.Succeeded, StepStatus.Cancelled, StepStatus.Cancelled]);
        ((TextValue)run.Step("s1")!.Value!).Text.ShouldBe("done before");
    }

    [Fact]
    public async Task F18_BackendIgnoresCancellation_IsLeftBehindAfterTheGrace()
    {
        var clock = new ManualTimeProvider();
        var never = new TaskCompletionSource<InferenceResult>();
        var backend = new FakeBackend { WhenRun = (_, _) => never.Task };
        await using var host = new RunTestHost(
            new ScriptedPlanner(TextStep("s1", "a")), [backend], services => services.AddSingleton<TimeProvider>(clock));
        var id = await host.StartAsync();
        await backend.CalledAsync();

        host.Runs.Cancel(id);
        try
        {
            await clock.AdvanceOnceSetAsync(TimeSpan.FromSeconds(6));
            await host.EndAsync(id);
        }
        finally
        {
            // Without the grace the host would wait for it for ever.
            never.TrySetCanceled(CancellationToken.None);
        }

        (await host.StateAsync(id)).Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public async Task F18_DeadlinePasses_StepsStopAndWhatIsDoneIsAnsweredFrom()
    {
        var clock = new ManualTimeProvider();
        var backend = new FakeBackend
        {
            WhenRun = async (request, stop) =>
            {
                if (request.Step.Id == "s2")
                {
                    await Task.Delay(Timeout.Infinite, stop);
                }

                return FakeBackend.Text("the first result");
            },
        };
        await using var host = new RunTestHost(
            new ScriptedPlanner(TextStep("s1", "a"), TextStep("s2", "b")), [backend], services => services.AddSingleton<TimeProvider>(clock));
        var id = await host.StartAsync(new Request { Text = "Do it", Options = new RequestOptions { DeadlineSeconds = 10 } });
        await host.WaitForAsync<StepSucceeded>(id);
        await backend.CalledAsync(2);

        clock.Advance(TimeSpan.FromSeconds(11));
        await host.EndAsync(id);

        var run = await host.StateAsync(id);
        run.Failure!.Kind.ShouldBe(RunFailureKind.Deadline);
        run.Step("s2")!.Reason.ShouldBe("deadline");
        run.Answer.ShouldContain("the first result");
    }

    [Fact]
    public async Task F18_ManyReadySteps_NoMoreRunAtOnceThanAllowed()
    {
        var (running, most) = (0, 0);
        var gate = new Lock();
        var full = new TaskCompletionSource();
        var backend = new FakeBackend
        {
            WhenRun = async (request, stop) =>
            {
                lock (gate)
                {
                    most = Math.Max(most, ++running);
                    if (running == 3)
                    {
                        full.TrySetResult();
                    }
                }

                await full.Task.WaitAsync(stop);
                lock (gate)
                {
                    running--;
                }

                return FakeBackend.Echo(request);
            },
        };
        await using var host = new RunTestHost(
            new ScriptedPlanner(Enumerable.Range(1, 40).Select(n => TextStep($"s{n}", "a"))),
            [backend],
            services => services.Configure<ExecutionOptions>(options => options.MaxParallelSteps = 3));

        await host.RunAsync();

        most.ShouldBe(3);
    }

    [Theory]
    [InlineData("@s1")]
    [InlineData("@s1.text")]
    [InlineData("@s1.translation_text")]
    [InlineData("@{s1}")]
    public async Task F19_SpeechOfATranslation_SpeaksTheTranslatedText(string reference)
    {
        var backend = new FakeBackend();
        await using var host = new RunTestHost(
            new ScriptedPlanner(Step("s1", "translation", ("text", "hello")), Step("s2", "text-to-speech", ("text", reference))), backend);
        backend.WhenRun = async (request, _) => request.Task.Id == "translation"
            ? InferenceResult.Success(new TextValue("hola", "es"))
            : InferenceResult.Success(new ArtifactValue(await host.PutAsync("speech.wav", Bytes.Wav)));

        await host.RunAsync();

        ValueText.Of(backend.Calls[^1].Inputs["text"]).ShouldBe("hola");
    }

    [Theory]
    [InlineData("@s1")]
    [InlineData("@s1.text")]
    [InlineData("@s1.transcription")]
    public async Task F20_QuestionAboutATranscription_GetsItsText(string reference)
    {
        var backend = new FakeBackend { WhenRun = (request, _) => Task.FromResult(FakeBackend.Text(request.Step.Id == "s1" ? "what was said" : "answer")) };
        await using var host = new RunTestHost(
            new ScriptedPlanner(
                Step("s1", "automatic-speech-recognition", ("audio", "@f1")),
                Step("s2", "question-answering", ("question", "What?"), ("context", reference))),
            backend);

        await host.RunAsync(await host.RequestWithAsync("talk.wav", Bytes.Wav));

        ValueText.Of(backend.Calls[^1].Inputs["context"]).ShouldBe("what was said");
    }

    [Theory]
    [InlineData("@s1")]
    [InlineData("@s1.video")]
    public async Task F21_VideoResult_CanBeReferredTo(string reference)
    {
        var backend = new FakeBackend();
        await using var host = new RunTestHost(
            new ScriptedPlanner(Step("s1", "text-to-video", ("text", "a cat")), Step("s2", "video-classification", ("video", reference))), backend);
        backend.WhenRun = async (request, _) => request.Step.Id == "s1"
            ? InferenceResult.Success(new ArtifactValue(await host.PutAsync("cat.mp4", Bytes.Mp4)))
            : InferenceResult.Success(new StructuredValue(Modality.Labels, System.Text.Json.JsonDocument.Parse("""[{"label":"cat","score":1}]""").RootElement));

        var run = await host.RunAsync();

        run.Status.ShouldBe(RunStatus.Completed);
        backend.Calls[^1].Inputs["video"].ShouldBeOfType<ArtifactValue>().Artifact.MediaType.ShouldBe("video/mp4");
    }

    [Fact]
    public async Task F22_ManyFilesOfOneName_EachKeepsItsOwnBytes()
    {
        await using var host = new RunTestHost(new ScriptedPlanner(), new FakeBackend());

        var artifacts = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => host.PutAsync("out.wav", [.. Bytes.Wav, (byte)n])));

        artifacts.Select(artifact => artifact.Id).Distinct().Count().ShouldBe(100);
        artifacts.ShouldAllBe(artifact => artifact.Id.Length >= 20);
        for (var n = 0; n < artifacts.Length; n++)
        {
            (await File.ReadAllBytesAsync(host.Artifacts.PathOf(artifacts[n]), TestContext.Current.CancellationToken))[^1].ShouldBe((byte)n);
        }
    }

    [Fact]
    public async Task F23_RunnabilityCheckThrows_StepFailsInsteadOfBlocking()
    {
        var backend = new FakeBackend { WhenAsked = (_, _) => throw new InvalidOperationException("no status") };
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "a")), backend);

        var run = await host.RunAsync();

        run.Step("s1")!.Status.ShouldBe(StepStatus.Failed);
        run.Status.ShouldBe(RunStatus.Failed);
    }

    [Fact]
    public async Task F24_AnswererThrows_ResultsAreKept()
    {
        await using var host = new RunTestHost(
            new ScriptedPlanner(TextStep("s1", "a")), [new FakeBackend()], services => services.AddSingleton<IAnswerer>(new BrokenAnswerer()));

        var run = await host.RunAsync();

        run.Answer.ShouldBe("s1(a)");
        run.Status.ShouldBe(RunStatus.Completed);
    }

    /// <summary>Chance that always gives the same.</summary>
    private sealed class FixedRandom(double value) : Random
    {
        public override double NextDouble() => value;
    }

    private sealed class BrokenAnswerer : IAnswerer
    {
        public IAsyncEnumerable<string> AnswerAsync(AnsweringContext context, CancellationToken cancellationToken) => throw new InvalidOperationException("no answer");
    }
}
