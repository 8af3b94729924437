using System.Globalization;

namespace Planner.Benchmarks.Executor;

/// <summary>What Planner itself costs: microseconds a step that does nothing, and how close runs of steps that take time come to the critical path; beside LangGraph.js.</summary>
internal static class ExecutorTable
{
    private const int RandomGraphs = 10;
    private const int RandomSteps = 50;
    private static readonly int[] Sizes = [10, 100, 1000];

    public static async Task<int> PrintAsync(int rounds)
    {
        using var other = await LangGraphRuns.StartAsync();
        await using var inMemory = new PlannerRuns(onDisk: false, Sizes.Max());
        await using var onDisk = new PlannerRuns(onDisk: true, Sizes.Max());
        Console.WriteLine("µs a step that does nothing: whole run / steps, median of rounds");
        Console.WriteLine("| graph | steps | Planner, in memory | Planner, SQLite | LangGraph.js | LangGraph.js, MemorySaver | with memory, ratio | SQLite against MemorySaver, ratio | kB a step |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var graph in Sizes.SelectMany(size => new[] { StepGraph.Chain(size), StepGraph.FanOut(size), StepGraph.Layered(size) }))
        {
            var times = new List<double>[4];
            var bytes = new List<double>();
            Array.Fill(times, null!);
            for (var way = 0; way < times.Length; way++)
            {
                times[way] = [];
            }

            // The ways take turns, so that whatever else the machine does meets all of them. The first rounds warm up.
            var warm = 2 + (1000 / graph.Count);
            for (var round = -warm; round < rounds * Math.Max(1, 100 / graph.Count); round++)
            {
                var memory = await inMemory.RunAsync(graph);
                double[] taken = [memory.Seconds, (await onDisk.RunAsync(graph)).Seconds, await other.RunAsync(graph, false), await other.RunAsync(graph, true)];
                if (round >= 0)
                {
                    bytes.Add(memory.Bytes);
                    for (var way = 0; way < times.Length; way++)
                    {
                        times[way].Add(taken[way]);
                    }
                }
            }

            var micro = times.Select(taken => Sample.Median(taken) * 1e6 / graph.Count).ToList();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {graph.Name} | {graph.Count} | {micro[0]:0.0} | {micro[1]:0.0} | {micro[2]:0.0} | {micro[3]:0.0} | {micro[3] / micro[0]:0.0} | {micro[3] / micro[1]:0.0} | {Sample.Median(bytes) / 1024 / graph.Count:0.0} |"));
        }

        await PrintMakespanAsync(onDisk, other);
        return 0;
    }

    /// <summary>Runs one graph again and again, for a profiler to look at.</summary>
    public static async Task<int> RepeatAsync(string shape, int steps, bool onDisk, int runs)
    {
        await using var planner = new PlannerRuns(onDisk, steps);
        var graph = shape switch
        {
            "chain" => StepGraph.Chain(steps),
            "fan-out" => StepGraph.FanOut(steps),
            _ => StepGraph.Layered(steps),
        };
        var times = new List<double>();
        double bytes = 0;
        for (var run = 0; run < runs; run++)
        {
            (var seconds, bytes) = await planner.RunAsync(graph);
            times.Add(seconds * 1e6 / steps);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Sample.Median(times):0.0} µs a step, {bytes / steps / 1024:0.0} kB"));
        return 0;
    }

    // The critical path is that of the times that the steps really took: timers are late by up to a millisecond, in either program.
    private static async Task PrintMakespanAsync(PlannerRuns planner, LangGraphRuns other)
    {
        var chance = new Random(7);
        var ours = new List<double>();
        var nominal = new List<double>();
        var theirs = new List<double>();
        for (var i = 0; i < RandomGraphs; i++)
        {
            var graph = StepGraph.Random(RandomSteps, chance);
            var seconds = (await planner.RunAsync(graph)).Seconds;
            ours.Add(seconds * 1000 / graph.CriticalPath(planner.Took));
            nominal.Add(seconds * 1000 / graph.CriticalPath(graph.Milliseconds));
            await other.RunAsync(graph, true);
            theirs.Add(await other.RunAsync(graph, true) * 1000 / graph.CriticalPath(graph.Milliseconds));
        }

        Console.WriteLine();
        Console.WriteLine($"makespan / critical path, {RandomGraphs} random graphs of {RandomSteps} steps of 1 to 50 ms, SQLite: median (worst)");
        Console.WriteLine("| | Planner, by the times that steps took | Planner, by the times that they should take | LangGraph.js, MemorySaver, by the latter |");
        Console.WriteLine("|---|---|---|---|");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| ratio | {Sample.Median(ours):0.000} ({ours.Max():0.000}) | {Sample.Median(nominal):0.000} ({nominal.Max():0.000}) | {Sample.Median(theirs):0.000} ({theirs.Max():0.000}) |"));
    }
}
