using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Planner.Execution;
using Planner.Inference;
using Planner.Planning;
using Planner.Runs;
using Planner.Tests.Testing;
using Planner.Values;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Runs;

/// <summary>Whatever happens on the way, a run ends, and says how.</summary>
public sealed class RunEndTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(1e7)]
    [InlineData(double.NaN)]
    public async Task StartAsync_ImpossibleDeadline_IsRefused(double seconds)
    {
        await using var host = new RunTestHost(new ScriptedPlanner(), new FakeBackend());

        var error = await Should.ThrowAsync<BadRequestException>(() => host.StartAsync(new Request { Text = "x", Options = new RequestOptions { DeadlineSeconds = seconds } }));

        error.Message.ShouldContain("at most 30 days");
    }

    [Fact]
    public async Task Release_Fails_RunStillEnds()
    {
        var journal = new FaultyJournal(TimeProvider.System) { BeforeRelease = () => throw new IOException("disk full") };
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "a")), [new FakeBackend()], services => services.AddSingleton<IRunJournal>(journal));

        (await host.RunAsync()).Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public async Task Dispose_RunWaitsForApproval_LetsGoOfItSoThatAnotherCanGoOn()
    {
        var journal = new FaultyJournal(TimeProvider.System);
        var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "a")), [new FakeBackend()], services => services.AddSingleton<IRunJournal>(journal));
        var id = await host.StartAsync(new Request { Text = "x", Options = new RequestOptions { Approve = true } });
        await host.WaitForAsync<RunWaiting>(id);

        await host.DisposeAsync().AsTask().WaitAsync(RunTestHost.Patience, TestContext.Current.CancellationToken);

        var run = (await journal.ListAsync(1, null, TestContext.Current.CancellationToken)).Single();
        run.Status.ShouldBe(RunStatus.Waiting);
        run.Interrupted.ShouldBeTrue();
    }

    [Fact]
    public async Task Renew_FailsOnce_RunGoesOn()
    {
        var clock = new ManualTimeProvider();
        var failed = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        var journal = new FaultyJournal(clock)
        {
            BeforeRenew = () =>
            {
                if (failed.TrySetResult())
                {
                    throw new IOException("busy");
                }
            },
        };
        var backend = new FakeBackend { WhenRun = async (request, stop) => { await gate.Task.WaitAsync(stop); return FakeBackend.Echo(request); } };
        await using var host = new RunTestHost(
            new ScriptedPlanner(TextStep("s1", "a")), [backend], services => services.AddSingleton<IRunJournal>(journal).AddSingleton<TimeProvider>(clock));
        var id = await host.StartAsync();
        await backend.CalledAsync();

        clock.Advance(TimeSpan.FromSeconds(11));
        await failed.Task.WaitAsync(RunTestHost.Patience, TestContext.Current.CancellationToken);
        gate.SetResult();

        (await host.EndAsync(id)).Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public async Task Start_CallerGoesAwayAfterTheCommit_RunStillRuns()
    {
        using var caller = new CancellationTokenSource();
        var journal = new FaultyJournal(TimeProvider.System) { AfterCreate = caller.Cancel };
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "a")), [new FakeBackend()], services => services.AddSingleton<IRunJournal>(journal));

        var id = await host.Runs.StartAsync(new Request { Text = "x" }, caller.Token);

        (await host.EndAsync(id)).Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public async Task Planner_ThrowsWhileAStepRuns_StepIsStoppedAndTheRunSaysWhy()
    {
        var (backend, started) = Endless();
        await using var host = new RunTestHost(new LatePlanner(async _ => { await started; throw new InvalidOperationException("model away"); }), backend);

        var run = await host.RunAsync();

        run.Failure!.Message.ShouldContain("model away");
        run.Step("s1")!.Status.ShouldBe(StepStatus.Cancelled);
    }

    [Fact]
    public async Task Cancel_WhileItIsPlanned_StepIsCancelledAndSoIsTheRun()
    {
        var (backend, started) = Endless();
        await using var host = new RunTestHost(new LatePlanner(stop => Task.Delay(-1, stop)), backend);
        var id = await host.StartAsync();
        await started;

        host.Runs.Cancel(id);

        var run = await host.EndAsync(id);
        run.Status.ShouldBe(RunStatus.Cancelled);
        run.Step("s1")!.Status.ShouldBe(StepStatus.Cancelled);
    }

    [Fact]
    public async Task Deadline_WhileItIsPlanned_WhatIsDoneIsAnsweredFrom()
    {
        var clock = new ManualTimeProvider();
        await using var host = new RunTestHost(
            new LatePlanner(stop => Task.Delay(-1, stop)), [new FakeBackend()], services => services.AddSingleton<TimeProvider>(clock));
        var id = await host.StartAsync(new Request { Text = "x", Options = new RequestOptions { DeadlineSeconds = 5 } });
        await host.WaitForAsync<StepSucceeded>(id);

        clock.Advance(TimeSpan.FromSeconds(6));

        var run = await host.EndAsync(id);
        run.Failure!.Kind.ShouldBe(RunFailureKind.Deadline);
        run.Answer.ShouldContain("s1(words)");
    }

    [Fact]
    public async Task Call_LeftBehindGoesOnReporting_EndIsRecordedAllTheSame()
    {
        var over = false;
        var backend = new FakeBackend
        {
            WhenRun = async (request, _) =>
            {
                while (!Volatile.Read(ref over))
                {
                    request.Progress!.Report(new InferenceProgress(0.5));
                    await Task.Yield();
                }

                return FakeBackend.Echo(request);
            },
        };
        await using var host = new RunTestHost(
            new ScriptedPlanner(TextStep("s1", "a")), [backend], services => services.Configure<ExecutionOptions>(options => options.GraceSeconds = 0.01));
        var id = await host.StartAsync();
        await backend.CalledAsync();

        host.Runs.Cancel(id);

        var run = await host.EndAsync(id);
        Volatile.Write(ref over, true);
        run.Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public async Task Call_ThatOnlyComputes_IsLeftBehindToo()
    {
        using var release = new ManualResetEventSlim();
        var clock = new ManualTimeProvider();
        var backend = new FakeBackend { WhenRun = (request, _) => { release.Wait(CancellationToken.None); return Task.FromResult(FakeBackend.Echo(request)); } };
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "a")), [backend], services => services.AddSingleton<TimeProvider>(clock));
        var id = await host.StartAsync();
        await backend.CalledAsync();

        host.Runs.Cancel(id);
        await clock.AdvanceOnceSetAsync(TimeSpan.FromSeconds(6));

        (await host.EndAsync(id)).Status.ShouldBe(RunStatus.Cancelled);
        release.Set();
    }

    [Fact]
    public async Task MaxSeconds_SeveralAttempts_IsTheTimeOfTheWholeStep()
    {
        var clock = new ManualTimeProvider();
        var backend = new FakeBackend { WhenRun = (_, _) => Task.FromResult(InferenceResult.Failure(StepErrorKind.Unavailable, "Busy.")) };
        var step = TextStep("s1", "x") with { Requirements = new StepRequirements { MaxSeconds = 1 } };
        await using var host = new RunTestHost(
            new ScriptedPlanner(step),
            [backend],
            services => services.AddSingleton<TimeProvider>(clock).Configure<ExecutionOptions>(options => (options.AttemptsPerModel, options.RetrySeconds) = (10, 60)));
        var id = await host.StartAsync();
        await host.WaitForAsync<StepRetried>(id);

        clock.Advance(TimeSpan.FromSeconds(2));

        var failed = (await host.EndAsync(id)).Step("s1")!;
        failed.Error!.Kind.ShouldBe(StepErrorKind.TimedOut);
        failed.Error.Message.ShouldBe("Step s1 took longer than 1 s.");
    }

    [Fact]
    public async Task LargeText_Answer_ShowsItsBeginningSaysHowMuchIsLeftAndMakesAFile()
    {
        var text = new string('x', 100_000);
        var backend = new FakeBackend
        {
            WhenRun = (_, _) => Task.FromResult(InferenceResult.Success(new TextValue(text) { Sources = [new ValueSource { Name = "lease.pdf", Page = 3 }] })),
        };
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "a")), backend);

        var run = await host.RunAsync();

        run.Answer.ShouldContain("(96000 more characters)\n(from lease.pdf, p. 3)");
        run.Artifacts.Single(file => file.Name == "s1.txt").Size.ShouldBe(100_000);
    }

    private static (FakeBackend Backend, Task Started) Endless()
    {
        var started = new TaskCompletionSource();
        return (new FakeBackend { WhenRun = async (_, stop) => { started.SetResult(); await Task.Delay(-1, stop); return null!; } }, started.Task);
    }

    /// <summary>Plans one step, and then something else happens.</summary>
    private sealed class LatePlanner(Func<CancellationToken, Task> then) : IPlanner
    {
        public string Name => "late";

        public async IAsyncEnumerable<PlanStep> PlanAsync(PlanningContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return TextStep("s1", "words");
            await then(cancellationToken);
        }
    }
}
