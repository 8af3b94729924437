using System.Text;
using Planner.Inference;
using Planner.Routing;
using Planner.Statistics;
using Planner.Tests.Testing;
using Planner.Values;

namespace Planner.Tests.Routing;

/// <summary>A slow call gets a rival elsewhere, and not more of them than are paid for.</summary>
public sealed class HedgingTests
{
    [Fact]
    public async Task RunAsync_SlowerThanTheP95_ARivalAnswersTheLoserIsStoppedAndTheBudgetHolds()
    {
        await using var host = new RouterHost("a", "b");
        host.Group("g", GroupStrategy.FirstAvailable, "m@a", "m@b");
        await WarmAsync(host, 20);
        host.Hedging.SlowAfter("m", RouterHost.Task, streams: false).ShouldBe(TimeSpan.FromSeconds(1));
        var stopped = new TaskCompletionSource();
        host["a"].WhenRun = async (_, stop) =>
        {
            using var registration = stop.Register(() => stopped.TrySetResult());
            await Task.Delay(Timeout.Infinite, stop);
            return null!;
        };
        var way = new Way();

        var before = host["a"].Calls.Count;
        var slow = host.RunAsync(RouterHost.Call("g") with { Listener = way });
        await host["a"].CalledAsync(before + 1);
        await host.Clock.AdvanceOnceSetAsync(TimeSpan.FromSeconds(1));
        var routed = await slow;

        routed.Result.Value.ShouldBe(new TextValue("b"));
        routed.Instance.ShouldBe("b");
        routed.FallbackLevel.ShouldBe(0);
        way.Hedges.ShouldBe(["b"]);
        await stopped.Task.WaitAsync(RunTestHost.Patience, TestContext.Current.CancellationToken);

        // Twenty-one calls paid for one hedge, which is spent.
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var alone = host.Get<ModelRouter>().RunAsync(RouterHost.Call("g") with { Listener = way }, enough.Token);
        await host.Clock.AdvanceOnceSetAsync(TimeSpan.FromSeconds(1));
        await enough.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => alone);
        way.Hedges.Count.ShouldBe(1);
        host["b"].Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task SlowAfter_NothingSeenByThisProcess_GoesByWhatWasSeenBefore()
    {
        await using var host = new RouterHost("a");
        var call = new CallRecord { Model = "m", Instance = "a", Task = RouterHost.Task, StepId = "s1", Time = host.Clock.GetUtcNow(), Seconds = 2, Ok = true, Checked = true };
        await host.Get<IStatisticsStore>().AddAsync([.. Enumerable.Repeat(call, 30)], TestContext.Current.CancellationToken);
        await host.Get<ModelRecords>().RefreshAsync(TestContext.Current.CancellationToken);

        host.Hedging.SlowAfter("m", RouterHost.Task, streams: false)!.Value.TotalSeconds.ShouldBe(2, 0.03);
        host.Hedging.SlowAfter("m", RouterHost.Task, streams: true)!.Value.TotalSeconds.ShouldBe(2, 0.03);
        host.Hedging.SlowAfter("other", RouterHost.Task, streams: false).ShouldBeNull();
    }

    [Fact]
    public async Task RunAsync_RivalFails_TheFirstStillAnswers()
    {
        await using var host = new RouterHost("a", "b");
        host.Group("g", GroupStrategy.FirstAvailable, "m@a", "m@b");
        await WarmAsync(host, 20);
        var answer = new TaskCompletionSource<InferenceResult>();
        host["a"].WhenRun = (_, _) => answer.Task;
        host.Fail("b", StepErrorKind.Model);

        var slow = host.RunAsync("g");
        await host.Clock.AdvanceOnceSetAsync(TimeSpan.FromSeconds(1));
        await host["b"].CalledAsync();

        answer.SetResult(FakeBackend.Text("late"));

        (await slow).Result.Value.ShouldBe(new TextValue("late"));
    }

    [Fact]
    public async Task RunAsync_GroupWithoutHedging_OrNothingElsewhere_HasNoRival()
    {
        await using var host = new RouterHost("a", "b");
        host.Groups.Put(new BackendGroup { Name = "g", Hedge = false, Members = [new() { Target = "m@a" }, new() { Target = "m@b" }] });
        await WarmAsync(host, 20);
        var way = new Way();
        var answer = new TaskCompletionSource<InferenceResult>();
        host["a"].WhenRun = (_, _) => answer.Task;

        var calls = new[] { host.RunAsync(RouterHost.Call("g") with { Listener = way }), host.RunAsync(RouterHost.Call("m@a") with { Listener = way }) };
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        answer.SetResult(FakeBackend.Text("a"));

        await Task.WhenAll(calls);
        way.Hedges.ShouldBeEmpty();
    }

    [Fact]
    public async Task RunAsync_StreamSilentForLongerThanTheP95OfFirstTokens_TheFirstToSpeakIsHeardAlone()
    {
        await using var host = new RouterHost("a", "b");
        host.Group("g", GroupStrategy.FirstAvailable, "m@a", "m@b");
        await WarmStreamsAsync(host, 20);
        host.Hedging.SlowAfter("m", RouterHost.Task, streams: true).ShouldBe(TimeSpan.FromSeconds(1));
        host.Hedging.SlowAfter("m", RouterHost.Task, streams: false).ShouldBe(TimeSpan.FromSeconds(4));
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host["a"].WhenRun = async (request, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            request.OnText!("too late");
            stopped.SetResult();
            stop.ThrowIfCancellationRequested();
            return null!;
        };
        host["b"].WhenRun = async (request, _) =>
        {
            request.OnText!("b ");
            await end.Task;
            request.OnText!("speaks");
            return FakeBackend.Text("b speaks");
        };
        var (way, heard) = (new Way(), new StringBuilder());

        var before = host["a"].Calls.Count;
        var slow = host.RunAsync(RouterHost.Call("g") with { Listener = way, OnText = text => heard.Append(text) });
        await host["a"].CalledAsync(before + 1);
        await host.Clock.AdvanceOnceSetAsync(TimeSpan.FromSeconds(1));

        // The loser is stopped when the other speaks, long before it ends.
        await stopped.Task.WaitAsync(RunTestHost.Patience, TestContext.Current.CancellationToken);
        end.SetResult();

        var routed = await slow;
        routed.Result.Value.ShouldBe(new TextValue("b speaks"));
        (routed.Instance, routed.FallbackLevel).ShouldBe(("b", 0));
        heard.ToString().ShouldBe("b speaks");
        way.Hedges.ShouldBe(["b"]);
    }

    [Fact]
    public async Task RunAsync_StreamSpeaksBeforeItsRival_TheRivalIsStoppedAndABreakIsTheEnd()
    {
        await using var host = new RouterHost("a", "b");
        host.Group("g", GroupStrategy.FirstAvailable, "m@a", "m@b");
        await WarmStreamsAsync(host, 20);
        var speak = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host["a"].WhenRun = async (request, _) =>
        {
            await speak.Task;
            request.OnText!("half ");
            await stopped.Task;
            return InferenceResult.Failure(StepErrorKind.Unavailable, "The line is dead.");
        };
        host["b"].WhenRun = async (_, stop) =>
        {
            speak.SetResult();
            await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stopped.SetResult();
            stop.ThrowIfCancellationRequested();
            return null!;
        };
        var heard = new StringBuilder();

        var slow = host.RunAsync(RouterHost.Call("g") with { OnText = text => heard.Append(text) });
        await host.Clock.AdvanceOnceSetAsync(TimeSpan.FromSeconds(1));

        var routed = await slow;
        routed.Result.Error!.Message.ShouldBe("The line is dead.");
        (routed.Instance, routed.Attempts).ShouldBe(("a", 1));
        heard.ToString().ShouldBe("half ");
        host["b"].Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_StreamThatHasSpokenAndTakesLong_HasNoRival()
    {
        await using var host = new RouterHost("a", "b");
        host.Group("g", GroupStrategy.FirstAvailable, "m@a", "m@b");
        await WarmStreamsAsync(host, 20);
        var way = new Way();
        var answer = new TaskCompletionSource<InferenceResult>();
        host["a"].WhenRun = (request, _) =>
        {
            request.OnText!("a");
            return answer.Task;
        };
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var call = host.RunAsync(RouterHost.Call("g") with { Listener = way, OnText = _ => heard.SetResult() });
        await heard.Task.WaitAsync(RunTestHost.Patience, TestContext.Current.CancellationToken);
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        answer.SetResult(FakeBackend.Text("a"));

        (await call).Instance.ShouldBe("a");
        way.Hedges.ShouldBeEmpty();
        host["b"].Calls.ShouldBeEmpty();
    }

    [Fact]
    public void Budget_UnderRaces_NeverGivesMoreThanItsShare()
    {
        var budget = new HedgeBudget(5);
        var taken = 0;

        Parallel.For(0, 10_000, _ =>
        {
            budget.Save();
            if (budget.TryTake())
            {
                Interlocked.Increment(ref taken);
            }
        });

        taken.ShouldBeInRange(490, 500);
    }

    /// <summary>Calls of a second each, so that the p95 is a second.</summary>
    private static async Task WarmAsync(RouterHost host, int calls)
    {
        host["a"].WhenRun = async (_, stop) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), host.Clock, stop);
            return FakeBackend.Text("a");
        };
        for (var call = 0; call < calls; call++)
        {
            var running = host.RunAsync("g");
            await host.Clock.AdvanceOnceSetAsync(TimeSpan.FromSeconds(1));
            await running;
        }
    }

    /// <summary>Calls that speak after a second and end after four.</summary>
    private static async Task WarmStreamsAsync(RouterHost host, int calls)
    {
        host["a"].WhenRun = async (request, stop) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), host.Clock, stop);
            request.OnText!("a");
            await Task.Delay(TimeSpan.FromSeconds(3), host.Clock, stop);
            return FakeBackend.Text("a");
        };
        for (var call = 0; call < calls; call++)
        {
            var running = host.RunAsync(RouterHost.Call("g") with { OnText = _ => { } });
            await host.Clock.AdvanceOnceSetAsync(TimeSpan.FromSeconds(1));
            await host.Clock.AdvanceOnceSetAsync(TimeSpan.FromSeconds(3));
            await running;
        }
    }

    private sealed class Way : IRoutingListener
    {
        public List<string> Hedges { get; } = [];

        public void Started(int attempt, string model, string instance)
        {
        }

        public void Retried(int attempt, StepError error, string next)
        {
        }

        public void Hedged(string model, string instance) => Hedges.Add(instance);
    }
}
