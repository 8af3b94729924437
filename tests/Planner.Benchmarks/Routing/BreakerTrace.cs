using System.Globalization;
using Planner.Routing;
using Planner.ScriptedServer;

namespace Planner.Benchmarks.Routing;

/// <summary>The states of an instance's breaker through an outage, and what a caller sees meanwhile.</summary>
internal static class BreakerTrace
{
    // From this second to that, of ten.
    private const double DownFrom = 2;
    private const double DownTo = 6.5;

    public static async Task<int> PrintAsync()
    {
        Console.WriteLine($"One call every 20 ms for ten seconds; box2 fails with 500 from second {DownFrom.ToString(CultureInfo.InvariantCulture)} to {DownTo.ToString(CultureInfo.InvariantCulture)}; its breaker opens for 2 s at a time (60 by default).");
        await using var host = await RoutingHost.StartAsync(GroupStrategy.RoundRobin, options => options.BreakSeconds = 2);
        var began = TimeProvider.System.GetTimestamp();
        double Now() => TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        host.Servers[1].Otherwise = _ => Now() is >= DownFrom and < DownTo ? ScriptedReply.Error(500, "The server had an error.") : RoutingHost.Good();
        var (state, calls, failed) = (BreakerState.Closed, new List<Task>(), 0);
        Print(0, state, 0);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        while (Now() < 10 && await beat.WaitForNextTickAsync())
        {
            calls.Add(CallAsync());
            if (host.Statuses.First(status => status.Name == "box2").Breaker is var seen && seen != state)
            {
                state = seen;
                Print(Now(), state, host.Servers[1].Chats.Count);
            }
        }

        await Task.WhenAll(calls);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{calls.Count} calls, {failed} failed."));
        return failed == 0 ? 0 : 1;

        async Task CallAsync()
        {
            if ((await host.CallAsync()).Error is not null)
            {
                failed++;
            }
        }

        static void Print(double second, BreakerState state, int chats) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{second,6:0.00} s  {state,-9} box2 got {chats} calls so far"));
    }
}
