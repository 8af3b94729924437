using System.Globalization;
using Planner.Routing;

namespace Planner.Benchmarks.Routing;

/// <summary>Three instances that are slow once in fifty calls, with and without hedging.</summary>
internal static class HedgingTable
{
    private const int SlowPercent = 2;
    private const int SlowMilliseconds = 1000;

    public static async Task<int> PrintAsync(int requests, int concurrent)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{requests} requests at {concurrent} concurrent, least-busy over three instances; {SlowPercent} % of their replies take {SlowMilliseconds} ms, the others 20 ms."));
        Console.WriteLine();
        Console.WriteLine("| | p50 ms | p95 ms | p99 ms | p99.9 ms | more calls |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (streams, percent) in new[] { (false, 0.0), (false, 5.0), (true, 0.0), (true, 5.0) })
        {
            await using var host = await RoutingHost.StartAsync(GroupStrategy.LeastBusy, options => options.HedgePercent = percent);
            var chance = new Random(7);
            foreach (var server in host.Servers)
            {
                server.Otherwise = _ =>
                {
                    lock (chance)
                    {
                        return RoutingHost.Good(chance.Next(100) < SlowPercent ? SlowMilliseconds : 20);
                    }
                };
            }

            var (seconds, _) = await host.RunAsync(requests, concurrent, streams);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {(streams ? "streamed, " : "")}{(percent > 0 ? "with" : "without")} hedging | {1000 * RoutingHost.Percentile(seconds, 50):0} | {1000 * RoutingHost.Percentile(seconds, 95):0} | {1000 * RoutingHost.Percentile(seconds, 99):0} | {1000 * RoutingHost.Percentile(seconds, 99.9):0} | {100.0 * host.Hedges / requests:0.##} % |"));
        }

        return 0;
    }
}
