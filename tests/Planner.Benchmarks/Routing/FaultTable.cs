using System.Globalization;
using Planner.Routing;
using Planner.ScriptedServer;

namespace Planner.Benchmarks.Routing;

/// <summary>Calls of a group of three instances of which one fails in each of the known ways: what the caller sees.</summary>
internal static class FaultTable
{
    public static async Task<int> PrintAsync(int requests, int concurrent)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{requests} requests at {concurrent} concurrent, round-robin over three instances; the healthy ones answer after 10 ms."));
        Console.WriteLine();
        Console.WriteLine("| one of three instances | success | p50 ms | p95 ms | p99 ms | calls that it got | hedges |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        var all = true;
        foreach (var fault in ScriptedFault.All.Prepend(new ScriptedFault("healthy", () => RoutingHost.Good())))
        {
            await using var host = await RoutingHost.StartAsync(GroupStrategy.RoundRobin);
            var bad = host.Servers[1];
            if (fault.Reply is { } reply)
            {
                bad.Otherwise = _ => reply();
            }
            else
            {
                await bad.DisposeAsync();
            }

            var (seconds, succeeded) = await host.RunAsync(requests, concurrent);
            all &= succeeded == requests;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {fault.Name} | {100.0 * succeeded / requests:0.##} % | {1000 * RoutingHost.Percentile(seconds, 50):0} | {1000 * RoutingHost.Percentile(seconds, 95):0} | {1000 * RoutingHost.Percentile(seconds, 99):0} | {bad.Chats.Count} | {host.Hedges} |"));
        }

        return all ? 0 : 1;
    }
}
