using Microsoft.Extensions.DependencyInjection;
using Planner.Inference;
using Planner.Routing;
using Planner.Tests.Testing;
using Planner.Values;

namespace Planner.Tests.Routing;

/// <summary>Which member a group chooses.</summary>
public sealed class StrategyTests
{
    [Fact]
    public async Task F35_ThreeChooseAtTheSameMoment_EachPlaceIsTakenOnce()
    {
        await using var host = new RouterHost("a", "b", "c");
        host.Group("g", GroupStrategy.LeastBusy, "m@a", "m@b", "m@c");
        var call = RouterHost.Call("g");
        var found = await host.Get<TargetResolver>().FindAsync("g", call, TestContext.Current.CancellationToken);
        var choice = host.Get<PlaceChoice>();
        const int Rounds = 5000;
        var taken = new Pass?[3];
        var wrong = 0;

        // Whoever chooses by a count that another has just changed takes the same place. With one turn for all, equal places would always be the first.
        using var together = new Barrier(3, _ =>
        {
            var places = taken.OfType<Pass>().ToList();
            wrong += places.Count is 0 or 3 && places.Select(pass => pass.Place).Distinct().Count() == places.Count ? 0 : 1;
            places.ForEach(pass => pass.Dispose());
            Array.Clear(taken);
        });
        var threads = Enumerable.Range(0, 3).Select(number => new Thread(() =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                together.SignalAndWait();
                taken[number] = choice.TryTake(new CallWay(call, 0), found, [.. found.Places]);
            }

            together.SignalAndWait();
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        wrong.ShouldBe(0);
        host.Registry.Statuses.ShouldAllBe(status => status.InFlight == 0);
    }

    [Fact]
    public async Task F35_AnotherCallTakesThePlaceBetweenTheLookAndTheChoice_TheNextBestIsTaken()
    {
        var between = new Between();
        await using var host = new RouterHost(services => services.AddSingleton<IModelRatings>(between), "a", "b", "c");
        host.Group("g", GroupStrategy.Adaptive, "m@a", "m@b", "m@c");
        var call = RouterHost.Call("g");
        var found = await host.Get<TargetResolver>().FindAsync("g", call, TestContext.Current.CancellationToken);
        var choice = host.Get<PlaceChoice>();
        Pass? other = null;

        // Ratings are asked for after the counts were read: just then somebody else is served.
        between.Once = () => other = choice.TryTake(new CallWay(call, 0), found, [.. found.Places]);
        using var mine = choice.TryTake(new CallWay(call, 0), found, [.. found.Places]);

        using (other)
        {
            other!.Place.Backend.Name.ShouldBe("a");
            mine!.Place.Backend.Name.ShouldBe("b");
        }
    }

    [Fact]
    public async Task F35_ManyCallsThatComeAndGo_NoCountIsLost()
    {
        await using var host = new RouterHost("a", "b", "c");
        host.Group("g", GroupStrategy.LeastBusy, "m@a", "m@b", "m@c");
        foreach (var name in new[] { "a", "b", "c" })
        {
            host[name].WhenRun = async (_, _) =>
            {
                await Task.Yield();
                return FakeBackend.Text(name);
            };
        }

        await Parallel.ForEachAsync(Enumerable.Range(0, 3000), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (_, _) => await host.RunAsync("g"));

        host.Registry.Statuses.ShouldAllBe(status => status.InFlight == 0);
        var calls = new[] { "a", "b", "c" }.Select(name => host[name].Calls.Count).ToList();
        calls.Sum().ShouldBe(3000);
        calls.ShouldAllBe(count => count > 300);
    }

    [Fact]
    public async Task RoundRobin_TakesTurns()
    {
        await using var host = new RouterHost("a", "b", "c");
        host.Group("g", GroupStrategy.RoundRobin, "m@a", "m@b", "m@c");

        var chosen = new List<string>();
        for (var call = 0; call < 6; call++)
        {
            chosen.Add((await host.RunAsync("g")).Instance!);
        }

        chosen[..3].Order().ShouldBe(["a", "b", "c"]);
        chosen[3..].ShouldBe(chosen[..3]);
    }

    [Fact]
    public async Task Weighted_SharesByWeight()
    {
        await using var host = new RouterHost("a", "b");
        host.Groups.Put(new BackendGroup { Name = "g", Strategy = GroupStrategy.Weighted, Members = [new() { Target = "m@a", Weight = 9 }, new() { Target = "m@b" }] });

        for (var call = 0; call < 1000; call++)
        {
            await host.RunAsync("g");
        }

        // Four standard deviations around a tenth, and the seed is fixed.
        host["b"].Calls.Count.ShouldBeInRange(62, 138);
    }

    [Fact]
    public async Task Fastest_TheOneThatTookLeastForTheTask_AndTheOthersNowAndThenForATwentiethOfTheTime()
    {
        await using var host = new RouterHost("a", "b");
        host.Groups.Put(new BackendGroup { Name = "g", Strategy = GroupStrategy.Fastest, Hedge = false, Members = [new() { Target = "m@a" }, new() { Target = "m@b" }] });
        foreach (var (name, seconds) in new[] { ("a", 5), ("b", 1) })
        {
            host[name].WhenRun = async (_, stop) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(seconds), host.Clock, stop);
                return FakeBackend.Text(name);
            };
        }

        var chosen = new List<string>();
        for (var call = 0; call < 202; call++)
        {
            chosen.Add((await host.ThroughWaitsAsync(host.RunAsync("g"))).Instance!);
        }

        // a is called for 5 s, and looked at again by a twentieth call once 100 s have passed.
        chosen[..2].Order().ShouldBe(["a", "b"]);
        chosen[2..80].ShouldAllBe(name => name == "b");
        chosen[80..].Count(name => name == "a").ShouldBeInRange(1, 2);
    }

    [Theory]
    [InlineData(GroupStrategy.Fastest)]
    [InlineData(GroupStrategy.Adaptive)]
    public async Task Fastest_APlaceThatIsBeingTriedForTheFirstTime_GetsNoMoreCallsUntilThatIsOver(GroupStrategy strategy)
    {
        await using var host = new RouterHost("a", "b");
        host.Groups.Put(new BackendGroup { Name = "g", Strategy = strategy, Hedge = false, Members = [new() { Target = "m@a" }, new() { Target = "m@b" }] });
        var first = new TaskCompletionSource<InferenceResult>();
        host["a"].WhenRun = (_, _) => first.Task;

        var trying = host.RunAsync("m@a");
        for (var call = 0; call < 45; call++)
        {
            (await host.RunAsync("g")).Instance.ShouldBe("b");
        }

        first.SetResult(FakeBackend.Text("a"));
        (await trying).Instance.ShouldBe("a");
    }

    [Fact]
    public async Task Cheapest_ThePriceThatIsSet()
    {
        await using var host = new RouterHost("a", "b");
        host.Put("a", instance => instance with { Price = new ModelPrice { InputUsdPerMillion = 3, OutputUsdPerMillion = 15 } });
        host.Put("b", instance => instance with { Price = new ModelPrice { InputUsdPerMillion = 1, OutputUsdPerMillion = 5 } });
        host.Group("g", GroupStrategy.Cheapest, "m@a", "m@b");

        (await host.RunAsync("g")).Instance.ShouldBe("b");
    }

    [Fact]
    public async Task Region_ThePreferredComesFirstWhateverTheStrategy()
    {
        await using var host = new RouterHost("a", "b", "c");
        host.Put("b", instance => instance with { Region = "eu" });
        host.Put("c", instance => instance with { Region = "us" });
        host.Groups.Put(new BackendGroup { Name = "g", Regions = ["EU", "us"], Members = [new() { Target = "m@a" }, new() { Target = "m@c" }, new() { Target = "m@b" }] });

        (await host.RunAsync("g")).Instance.ShouldBe("b");
        host.Fail("b", StepErrorKind.Model);
        (await host.RunAsync("g")).Instance.ShouldBe("c");
    }

    [Theory]
    [InlineData(1, 0, 1.0, 1.0, 1)]
    [InlineData(1, 3, 1.0, 1.0, 4)]
    [InlineData(1, 0, 0.5, 1.0, 2)]
    [InlineData(2, 1, 0.5, 2.0, 4)]
    [InlineData(1, 0, 0.0, 1.0, 20)]
    public void Adaptive_TimeTimesLoadOverSuccessAndRating(double seconds, int inFlight, double success, double rating, double cost) =>
        AdaptiveCost.Of(seconds, inFlight, success, rating).ShouldBe(cost, 1e-9);

    [Fact]
    public async Task Adaptive_LeavesWhatFails()
    {
        await using var host = new RouterHost("a", "b");
        host.Group("g", GroupStrategy.Adaptive, "m@a", "m@b");
        host.Fail("a", StepErrorKind.Model);

        for (var call = 0; call < 40; call++)
        {
            (await host.RunAsync("g")).Result.Value.ShouldBe(new TextValue("b"));
        }

        host["a"].Calls.Count.ShouldBeLessThan(6);
    }

    [Theory]
    [InlineData("08:00-18:00", "2026-01-05T08:00Z", true)]
    [InlineData("08:00-18:00", "2026-01-05T18:00Z", false)]
    [InlineData("mon-fri 08:00-18:00 Europe/Berlin", "2026-01-05T07:30Z", true)]
    [InlineData("mon-fri 08:00-18:00 Europe/Berlin", "2026-07-06T06:30Z", true)]
    [InlineData("mon-fri 08:00-18:00 Europe/Berlin", "2026-01-04T10:00Z", false)]
    [InlineData("sat 10:00-14:00, sun 22:00-02:00 UTC", "2026-01-05T01:00Z", true)]
    [InlineData("sat 10:00-14:00, sun 22:00-02:00 UTC", "2026-01-06T01:00Z", false)]
    [InlineData("fri-mon 00:00-24:00", "2026-01-04T23:59Z", true)]
    [InlineData("fri-mon 00:00-24:00", "2026-01-06T12:00Z", false)]
    public void Schedule_TimesOfTheWeek_InTheirZone(string schedule, string time, bool allowed) =>
        Schedule.Allows(schedule, DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(allowed);

    [Theory]
    [InlineData("always")]
    [InlineData("mon-fri")]
    [InlineData("8-18")]
    [InlineData("08:00-18:00 Mars/Olympus")]
    [InlineData("")]
    public void Schedule_ThatIsNone_IsRefusedWithAnExample(string schedule) =>
        Should.Throw<InstanceException>(() => Schedule.Allows(schedule, DateTimeOffset.UnixEpoch)).Message.ShouldContain("mon-fri 08:00-18:00");

    private sealed class Between : IModelRatings
    {
        public Action? Once { get; set; }

        public double Of(string model, string task)
        {
            var once = Once;
            Once = null;
            once?.Invoke();
            return 1;
        }
    }
}
