using Microsoft.Extensions.DependencyInjection;
using Planner.Inference;
using Planner.Matching;
using Planner.Planning;
using Planner.Routing;
using Planner.Tests.Testing;
using Planner.Values;

namespace Planner.Tests.Routing;

/// <summary>Where calls go, what is tried next, and what is not tried.</summary>
public sealed class ModelRouterTests
{
    [Fact]
    public async Task F18_InstanceFails_TheNextOfTheGroupThenTheNextModel()
    {
        await using var host = new RouterHost("a", "b", "c");
        host.Group("g", GroupStrategy.FirstAvailable, "m@a", "m@b");
        host.Fail("a", StepErrorKind.Model);
        host.Fail("b", StepErrorKind.Model);
        var way = new Way();

        var routed = await host.RunAsync(RouterHost.Call("g", "m-c") with { Listener = way });

        Text(routed).ShouldBe("c");
        routed.Model.ShouldBe("m-c");
        routed.Instance.ShouldBe("c");
        routed.FallbackLevel.ShouldBe(2);
        routed.Attempts.ShouldBe(3);
        way.Happened.ShouldBe(["1 m at a", "1 failed, next m@b", "2 m at b", "2 failed, next m-c", "3 m-c at c"]);
    }

    [Theory]
    [InlineData("one")]
    [InlineData("m@a")]
    [InlineData("m-a")]
    public async Task F18_GroupOfOneOrPinnedModel_NeverFallsThrough(string target)
    {
        await using var host = new RouterHost("a", "b");
        host.Group("one", GroupStrategy.Adaptive, "m@a");
        host.Fail("a", StepErrorKind.Model);

        var routed = await host.RunAsync(target);

        routed.Result.Error!.Message.ShouldBe("a is down.");
        host["b"].Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StepErrorKind.BadInput, 1, 0)]
    [InlineData(StepErrorKind.Model, 1, 1)]
    [InlineData(StepErrorKind.TimedOut, 1, 1)]
    [InlineData(StepErrorKind.Unavailable, 2, 1)]
    public async Task RunAsync_Failure_IsTriedAgainWhereItMayHelp(StepErrorKind kind, int there, int elsewhere)
    {
        await using var host = new RouterHost("a", "b");
        host.Group("g", GroupStrategy.FirstAvailable, "a", "b");
        host.Fail("a", kind);

        await host.ThroughWaitsAsync(host.RunAsync("g"));

        host["a"].Calls.Count(call => call.Model.Id == "m").ShouldBe(there);
        host["b"].Calls.Count.ShouldBe(elsewhere);
    }

    [Fact]
    public async Task F33_UnavailableForEver_IsTriedABoundedNumberOfTimesAfterWaits()
    {
        await using var host = new RouterHost("a");
        host.Fail("a");
        var call = host.RunAsync("m@a");
        await host.Clock.TimerWithinAsync(TimeSpan.FromSeconds(0.75));

        // Half a second, with jitter: not at once, and not all at the same time.
        host.Clock.NextTimer.ShouldBeInRange(TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(0.75));
        var routed = await host.ThroughWaitsAsync(call);

        routed.Result.Error!.Kind.ShouldBe(StepErrorKind.Unavailable);
        host["a"].Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task RunAsync_BusyInstanceNamesATime_AnotherThatIsReadyTakesIt()
    {
        await using var host = new RouterHost("a", "b");
        host.Group("g", GroupStrategy.FirstAvailable, "m@a", "m@b");
        host.Fail("a", StepErrorKind.Unavailable, retryAfter: 20);

        var routed = await host.RunAsync("g");

        Text(routed).ShouldBe("b");
        host["a"].Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task F34_AllOpen_CallsWaitForTheOneProbeAndThenAllGoThrough()
    {
        await using var host = new RouterHost("a");
        await OpenAsync(host, "a");
        var probe = new TaskCompletionSource<InferenceResult>();
        host["a"].WhenRun = (_, _) => probe.Task;
        var before = host["a"].Calls.Count;
        var calls = Enumerable.Range(0, 10).Select(_ => host.RunAsync("m@a")).ToList();
        await host.Clock.TimerWithinAsync(TimeSpan.FromSeconds(60));
        host["a"].Calls.Count.ShouldBe(before);

        host.Clock.Advance(TimeSpan.FromSeconds(60));
        await host["a"].CalledAsync(before + 1);
        host["a"].Calls.Count.ShouldBe(before + 1);
        host.Registry.Statuses.Single(status => status.Name == "a").Breaker.ShouldBe(BreakerState.HalfOpen);
        host["a"].WhenRun = (_, _) => Task.FromResult(FakeBackend.Text("back"));
        probe.SetResult(FakeBackend.Text("probe"));

        (await Task.WhenAll(calls)).Select(Text).Order().ShouldBe([.. Enumerable.Repeat("back", 9), "probe"]);
        host.Registry.Statuses.Single(status => status.Name == "a").Breaker.ShouldBe(BreakerState.Closed);
    }

    [Fact]
    public async Task F34_AllOpen_TheWaitEndsWithTheCallersDeadline()
    {
        await using var host = new RouterHost("a");
        await OpenAsync(host, "a");
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10), host.Clock);

        var call = host.Get<ModelRouter>().RunAsync(RouterHost.Call("m@a"), deadline.Token);
        host.Clock.Advance(TimeSpan.FromSeconds(11));

        await Should.ThrowAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task RunAsync_OneOpenOneClosed_TheOpenOneIsPassedOver()
    {
        await using var host = new RouterHost("a", "b");
        await OpenAsync(host, "a");
        host.Group("g", GroupStrategy.FirstAvailable, "m@a", "m@b");
        var before = host["a"].Calls.Count;

        Text(await host.RunAsync("g")).ShouldBe("b");

        host["a"].Calls.Count.ShouldBe(before);
    }

    [Fact]
    public async Task F32_BreaksAfterTheCallerSawText_IsAFailureAndNoOtherInstanceGoesOn()
    {
        await using var host = new RouterHost("a", "b");
        host.Group("g", GroupStrategy.FirstAvailable, "m@a", "m@b");
        host["a"].WhenRun = (request, _) =>
        {
            request.OnText!("half of ");
            return Task.FromResult(InferenceResult.Failure(StepErrorKind.Model, "cut"));
        };
        var seen = "";

        var routed = await host.RunAsync(RouterHost.Call("g") with { OnText = text => seen += text });

        seen.ShouldBe("half of ");
        routed.Result.Error!.Message.ShouldBe("cut");
        host["b"].Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task F32_BreaksUnseen_StartsAnewOnTheNextInstance()
    {
        await using var host = new RouterHost("a", "b");
        host.Group("g", GroupStrategy.FirstAvailable, "m@a", "m@b");
        host.Fail("a", StepErrorKind.Model);

        Text(await host.RunAsync("g")).ShouldBe("b");
    }

    [Fact]
    public async Task RunAsync_CeilingIsTheMachine_NothingInTheCloudIsEverCalled()
    {
        await using var host = new RouterHost("cloud", "a");
        host.Group("g", GroupStrategy.RoundRobin, "m@cloud", "m@a");
        host.Fail("a", StepErrorKind.Model);

        var routed = await host.RunAsync(RouterHost.Call("g", "m", "m@cloud") with { Ceiling = Egress.Machine });

        routed.Result.Error.ShouldNotBeNull();
        host["cloud"].Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task RunAsync_DisabledWhileItWorks_GoesOnElsewhereAndDrainingLetsItEnd()
    {
        await using var host = new RouterHost("a", "b");
        host.Group("g", GroupStrategy.FirstAvailable, "m@a", "m@b");
        var end = new TaskCompletionSource<InferenceResult>();
        host["a"].WhenRun = (_, stop) => end.Task.WaitAsync(stop);
        var drained = host.RunAsync("g");
        await host["a"].CalledAsync();
        host["a"].Calls.Count.ShouldBe(1);
        host.Instances.Update("a", instance => instance with { State = ServiceState.Draining });
        Text(await host.RunAsync("g")).ShouldBe("b");
        end.SetResult(FakeBackend.Text("ended"));
        Text(await drained).ShouldBe("ended");

        host.Instances.Update("a", instance => instance with { State = ServiceState.Enabled });
        host["a"].WhenRun = async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return null!;
        };
        var stopped = host.RunAsync("g");
        await host["a"].CalledAsync(2);
        host["a"].Calls.Count.ShouldBe(2);
        host.Instances.Update("a", instance => instance with { State = ServiceState.Disabled });
        _ = host.Registry.Statuses;

        Text(await host.ThroughWaitsAsync(stopped)).ShouldBe("b");
    }

    [Fact]
    public async Task RunAsync_GroupDisabled_SaysSoAndTheFix()
    {
        await using var host = new RouterHost("a");
        host.Group("g", GroupStrategy.FirstAvailable, "a");
        host.Groups.Update("g", group => group with { State = ServiceState.Disabled });

        var error = (await host.RunAsync("g")).Result.Error!;

        error.Kind.ShouldBe(StepErrorKind.CannotRun);
        error.ToString().ShouldContain("disabled");
        error.Fix!.ShouldContain("planner groups enable g");
    }

    [Fact]
    public async Task RunAsync_FullInstance_OneWaitsInTheQueueAndTheNextGoesElsewhere()
    {
        await using var host = new RouterHost("a", "b");
        host.Put("a", instance => instance with { Limits = new InstanceLimits { MaxConcurrent = 1, QueueLength = 1 } });
        var end = new TaskCompletionSource<InferenceResult>();
        host["a"].WhenRun = (_, _) => end.Task;
        var running = host.RunAsync("m@a");
        await host["a"].CalledAsync();
        host["a"].Calls.Count.ShouldBe(1);
        var queued = host.RunAsync("m@a");
        host.Registry.Statuses.Single(status => status.Name == "a").Waiting.ShouldBe(1);

        var refused = await host.RunAsync("m@a");
        refused.Result.Error!.Message.ShouldContain("as many calls waiting");
        host.Group("g", GroupStrategy.FirstAvailable, "m@a", "m@b");
        Text(await host.RunAsync("g")).ShouldBe("b");
        host["a"].Calls.Count.ShouldBe(1);

        end.SetResult(FakeBackend.Text("a"));
        Text(await running).ShouldBe("a");
        Text(await queued).ShouldBe("a");
    }

    [Fact]
    public async Task RunAsync_RateLimit_SpreadsCallsOverTime()
    {
        await using var host = new RouterHost("a");
        host.Put("a", instance => instance with { Limits = new InstanceLimits { CallsPerMinute = 60 } });

        Text(await host.RunAsync("m@a")).ShouldBe("a");
        var second = host.RunAsync("m@a");
        await host.Clock.TimerWithinAsync(TimeSpan.FromSeconds(1.1));
        host["a"].Calls.Count.ShouldBe(1);
        host.Clock.Advance(TimeSpan.FromSeconds(1.1));

        Text(await second).ShouldBe("a");
    }

    [Fact]
    public async Task RunAsync_OutOfItsSchedule_IsNotUsed()
    {
        await using var host = new RouterHost("a", "b");
        host.Put("a", instance => instance with { Schedule = "08:00-18:00" });
        host.Group("g", GroupStrategy.FirstAvailable, "m@a", "m@b");

        Text(await host.RunAsync("g")).ShouldBe("b");
        host.Clock.Advance(TimeSpan.FromHours(9));
        Text(await host.RunAsync("g")).ShouldBe("a");
    }

    [Fact]
    public async Task RunAsync_EveryAttempt_IsReservedSettledAndObserved()
    {
        var guard = new Guard();
        var observer = new Observer();
        await using var host = new RouterHost(services => services.AddSingleton<IAttemptGuard>(guard).AddSingleton<ICallObserver>(observer), "a", "b");
        host.Group("g", GroupStrategy.FirstAvailable, "m@a", "m@b");
        host.Fail("a", StepErrorKind.Model);
        host["b"].WhenRun = (_, _) => Task.FromResult(FakeBackend.Text("b") with { CostUsd = 0.5m, InputTokens = 3, OutputTokens = 4 });

        await host.RunAsync("g");

        observer.Records.Select(record => (record.Instance, record.Group, record.Attempt, record.Checked, record.Error)).ShouldBe(
            [("a", "g", 1, false, (StepErrorKind?)StepErrorKind.Model), ("b", "g", 2, true, null)]);
        observer.Records[1].CostUsd.ShouldBe(0.5m);
        (observer.Records[1].InputTokens, observer.Records[1].OutputTokens).ShouldBe((3, 4));
        guard.Settled.Select(record => record!.Instance).ShouldBe(["a", "b"]);

        guard.Refuse = new StepError(StepErrorKind.CannotRun, "No money.");
        var refused = await host.RunAsync("g");
        refused.Result.Error!.Message.ShouldBe("No money.");
        observer.Records.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Match_PinnedToAGroup_IsTheGroupWhereItDoesTheTask()
    {
        await using var host = new RouterHost("a", "b");
        host.Group("mine", GroupStrategy.FirstAvailable, "a", "b");
        var step = new PlanStep { Id = "s1", Task = RouterHost.Task };

        var match = await host.Get<IModelMatcher>().MatchAsync(step, Egress.Cloud, "mine", TestContext.Current.CancellationToken);

        var only = match.Candidates.ShouldHaveSingleItem();
        only.ModelId.ShouldBe("mine");
        only.Runnable.ShouldBeTrue();
        host.Get<IModelSearch>().Find("mine")!.Card.Tasks.ShouldBe([RouterHost.Task]);
        host.Get<IModelSearch>().Search(new ModelQuery { RunnableOnly = true })[0].Card.Id.ShouldBe("mine");
        (await host.Get<IModelCaller>().CallAsync(
            new ModelCall { Model = "mine", Task = RouterHost.Task, Inputs = new Dictionary<string, Value> { ["text"] = new TextValue("x") } },
            TestContext.Current.CancellationToken)).Value.ShouldBe(new TextValue("a"));
    }

    [Fact]
    public async Task RunAsync_InstanceIsEditedUnderLoad_NoCallFails()
    {
        await using var host = new RouterHost("a");
        var edits = Task.Run(() =>
        {
            for (var n = 1; n <= 20; n++)
            {
                host.Put("a", instance => instance with { Region = $"r{n}" });
            }
        }, TestContext.Current.CancellationToken);
        List<RoutedResult> results = [];
        while (!edits.IsCompleted)
        {
            results.AddRange(await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.RunAsync("m@a"))));
        }

        await edits;
        results.ShouldAllBe(result => result.Result.Error == null);
    }

    private static string Text(RoutedResult routed) => routed.Result.Value is TextValue text ? text.Text : throw new ShouldAssertException(routed.Result.Error!.ToString());

    private static async Task OpenAsync(RouterHost host, string name)
    {
        host.Fail(name, StepErrorKind.TimedOut);
        for (var call = 0; call < 5; call++)
        {
            await host.RunAsync($"m@{name}");
        }

        host.Registry.Statuses.Single(status => status.Name == name).Breaker.ShouldBe(BreakerState.Open);
    }

    private sealed class Way : IRoutingListener
    {
        public List<string> Happened { get; } = [];

        public void Started(int attempt, string model, string instance) => Happened.Add($"{attempt} {model} at {instance}");

        public void Retried(int attempt, StepError error, string next) => Happened.Add($"{attempt} failed, next {next}");

        public void Hedged(string model, string instance) => Happened.Add($"hedged at {instance}");
    }

    private sealed class Guard : IAttemptGuard
    {
        public StepError? Refuse { get; set; }

        public List<CallRecord?> Settled { get; } = [];

        public ValueTask<AttemptReservation> ReserveAsync(PlannedAttempt attempt, CancellationToken cancellationToken) => new(new AttemptReservation(Refuse, Settled.Add));
    }

    private sealed class Observer : ICallObserver
    {
        public List<CallRecord> Records { get; } = [];

        public void Observe(CallRecord record) => Records.Add(record);
    }
}
