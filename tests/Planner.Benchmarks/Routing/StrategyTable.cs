using System.Globalization;
using Planner.Routing;
using Planner.ScriptedServer;

namespace Planner.Benchmarks.Routing;

/// <summary>Calls of a group of three instances of which one is slow but succeeds, under each strategy: who keeps away from it, and what the caller sees.</summary>
internal static class StrategyTable
{
    private static readonly GroupStrategy[] Strategies = [GroupStrategy.RoundRobin, GroupStrategy.LeastBusy, GroupStrategy.Fastest, GroupStrategy.Adaptive];
    private static readonly string[] Slow = ["slow drip", "latency of 2 s"];

    public static async Task<int> PrintAsync(int requests, int concurrent)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{requests} requests at {concurrent} concurrent over three instances; the healthy ones answer after 10 ms."));
        Console.WriteLine();
        Console.WriteLine("| one of three instances | strategy | success | p50 ms | p95 ms | p99 ms | calls a second | calls that it got | hedges |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        var all = true;
        foreach (var fault in ScriptedFault.All.Where(fault => Slow.Contains(fault.Name)).Prepend(new ScriptedFault("healthy", () => RoutingHost.Good())))
        {
            foreach (var strategy in Strategies)
            {
                await using var host = await RoutingHost.StartAsync(strategy);
                var bad = host.Servers[1];
                bad.Otherwise = _ => fault.Reply!();
                var began = TimeProvider.System.GetTimestamp();
                var (seconds, succeeded) = await host.RunAsync(requests, concurrent);
                var rate = requests / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
                all &= succeeded == requests;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {fault.Name} | {strategy} | {100.0 * succeeded / requests:0.##} % | {1000 * RoutingHost.Percentile(seconds, 50):0} | {1000 * RoutingHost.Percentile(seconds, 95):0} | {1000 * RoutingHost.Percentile(seconds, 99):0} | {rate:0} | {bad.Chats.Count} | {host.Hedges} |"));
            }
        }

        return all ? 0 : 1;
    }
}
