using System.Globalization;
using System.Text.Json.Nodes;

namespace Planner.Benchmarks.Gateway;

/// <summary>What a gateway adds to a call of a model, and how many calls it takes: none, Planner, Portkey, in turns.</summary>
internal static class GatewayTable
{
    private const string Group = "bench-group";
    private static readonly int[] Connections = [1, 16];

    public static async Task<int> PrintAsync(int rounds, double seconds)
    {
        // With the newest server library that it allows it streams nothing ("TypeError: immutable"); these are the versions that it was built against.
        var node = await NodePackages.InstallAsync("portkey", new JsonObject { ["@hono/node-server"] = "1.3.3", ["hono"] = "4.9.7" }, "@portkey-ai/gateway@1.15.2");
        var home = Directory.CreateTempSubdirectory("planner-bench-").FullName;
        await using var upstream = await ServerProcess.StartSelfAsync("gateway-upstream");
        await ServerProcess.RunPlannerAsync(home, "instances", "add", $"http://{upstream.Address}/v1", "--name", "bench");
        await ServerProcess.RunPlannerAsync(home, "groups", "add", Group, $"{Upstream.Model}@bench");
        await using var planner = await ServerProcess.StartPlannerAsync(home);
        await using var portkey = await ServerProcess.StartAsync(address => ServerProcess.Of(
            "node", [Path.Combine(node, "node_modules", "@portkey-ai", "gateway", "build", "start-server.js"), "--headless", $"--port={address.Port}"]));
        Console.WriteLine($"/v1/chat/completions to a group, {rounds} rounds of {seconds.ToString(CultureInfo.InvariantCulture)} s each in turns, medians");
        Console.WriteLine("| | connections | | p50 (µs) | p99 (µs) | added p50 (µs) | calls/s | added, share of Portkey's | calls/s, times Portkey's |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var streams in new[] { false, true })
        {
            string[] toUpstream = ["x-portkey-provider: openai", $"x-portkey-custom-host: http://{upstream.Address}/v1"];
            (string Name, RawClient Client)[] ways =
            [
                ("direct", new RawClient(upstream.Address, RawClient.Chat(upstream.Address, Upstream.Model, streams))),
                ("Planner", new RawClient(planner.Address, RawClient.Chat(planner.Address, Group, streams))),
                ("Portkey", new RawClient(portkey.Address, RawClient.Chat(portkey.Address, Upstream.Model, streams, toUpstream))),
            ];
            foreach (var connections in Connections)
            {
                Print(streams ? "20 pieces streamed" : "whole", connections, ways, Measure(ways.Select(way => way.Client).ToList(), connections, rounds, TimeSpan.FromSeconds(seconds)));
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nin memory afterwards: Planner {planner.MemoryMiB:0} MiB, Portkey {portkey.MemoryMiB:0} MiB"));
        Directory.Delete(home, recursive: true);
        return 0;
    }

    private static List<List<Round>> Measure(List<RawClient> clients, int connections, int rounds, TimeSpan time)
    {
        var measured = clients.Select(_ => new List<Round>()).ToList();
        for (var round = -1; round < rounds; round++)
        {
            for (var way = 0; way < clients.Count; way++)
            {
                var (micros, perSecond) = clients[way].Run(connections, time);
                if (round >= 0)
                {
                    measured[way].Add(new Round(Sample.Median(micros), Sample.Percentile(micros, 0.99), perSecond));
                }
            }
        }

        return measured;
    }

    private static void Print(string what, int connections, (string Name, RawClient Client)[] ways, List<List<Round>> measured)
    {
        var middle = measured.Select(rounds => new Round(
            Sample.Median(rounds.Select(round => round.P50)), Sample.Median(rounds.Select(round => round.P99)), Sample.Median(rounds.Select(round => round.PerSecond)))).ToList();
        for (var way = 0; way < ways.Length; way++)
        {
            var (mine, direct, portkey) = (middle[way], middle[0], middle[^1]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {connections} | {ways[way].Name} | {mine.P50:0} | {mine.P99:0} | {mine.P50 - direct.P50:0} | {mine.PerSecond:0} | {(mine.P50 - direct.P50) / (portkey.P50 - direct.P50):0.00} | {mine.PerSecond / portkey.PerSecond:0.0} |"));
        }
    }

    private sealed record Round(double P50, double P99, double PerSecond);
}
