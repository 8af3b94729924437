using Planner.Inference;
using Planner.Routing;
using Planner.Tests.Testing;
using Planner.Values;

namespace Planner.Tests.Routing;

/// <summary>Which member a group chooses.</summary>
public sealed class StrategyTests
{
    [Fact]
    public async Task F35_LeastBusyUnderRaces_SharesCallsExactly()
    {
        await using var host = new RouterHost("a", "b", "c");
        host.Group("g", GroupStrategy.LeastBusy, "m@a", "m@b", "m@c");
        var end = new TaskCompletionSource<InferenceResult>();
        foreach (var name in new[] { "a", "b", "c" })
        {
            host[name].WhenRun = (_, _) => end.Task;
        }

        // Three hundred at once, none of which ends before all are placed: any that was placed by a stale count would tip the balance.
        var calls = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => Task.Run(() => (object)host.RunAsync("g"))));
        host.Registry.Statuses.Where(status => status.Name != "local").Select(status => status.InFlight).ShouldBe([100, 100, 100]);

        end.SetResult(FakeBackend.Text("x"));
        await Task.WhenAll(calls.Cast<Task<RoutedResult>>());
        host.Registry.Statuses.ShouldAllBe(status => status.InFlight == 0);
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
    public async Task Fastest_TheOneThatTookLeastForTheTask_AndTheOthersNowAndThen()
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
        for (var call = 0; call < 42; call++)
        {
            chosen.Add((await host.ThroughWaitsAsync(host.RunAsync("g"))).Instance!);
        }

        chosen[..2].Order().ShouldBe(["a", "b"]);
        chosen[2..].Count(name => name == "b").ShouldBeGreaterThanOrEqualTo(37);
        chosen[2..].ShouldContain("a");
    }

    [Fact]
    public async Task Cheapest_ThePriceThatIsSet()
    {
        await using var host = new RouterHost("a", "b");
        host.Put("a", instance => instance with { Price = new CallPrice { InputUsdPerMillion = 3, OutputUsdPerMillion = 15 } });
        host.Put("b", instance => instance with { Price = new CallPrice { InputUsdPerMillion = 1, OutputUsdPerMillion = 5 } });
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
}
