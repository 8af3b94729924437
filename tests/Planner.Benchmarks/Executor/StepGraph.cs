namespace Planner.Benchmarks.Executor;

/// <summary>A graph of steps: for each, in topological order, the earlier ones that it needs, and how long it takes.</summary>
/// <param name="Name">What it looks like.</param>
/// <param name="Needs">For each step the places of those that it needs.</param>
internal sealed record StepGraph(string Name, IReadOnlyList<IReadOnlyList<int>> Needs)
{
    private const int Width = 10;

    /// <summary>How long each step takes, in milliseconds; empty: no time.</summary>
    public IReadOnlyList<double> Milliseconds { get; init; } = [];

    public int Count => Needs.Count;

    /// <summary>Each step needs the one before.</summary>
    public static StepGraph Chain(int steps) => new("chain", [.. Enumerable.Range(0, steps).Select(i => (IReadOnlyList<int>)(i == 0 ? [] : [i - 1]))]);

    /// <summary>One step, then all others but the last at once, then the last, which needs them all.</summary>
    public static StepGraph FanOut(int steps) => new("fan-out", [[], .. Enumerable.Repeat<IReadOnlyList<int>>([0], steps - 2), [.. Enumerable.Range(1, steps - 2)]]);

    /// <summary>Layers of ten steps, each of which needs two of the layer before.</summary>
    public static StepGraph Layered(int steps) => new(
        "layered",
        [.. Enumerable.Range(0, steps).Select(i => (IReadOnlyList<int>)(i < Width ? [] : [i - Width, i % Width == 0 ? i - 1 : i - Width - 1]))]);

    /// <summary>Steps of 1 to 50 ms, each of which needs up to three of the ten before it.</summary>
    public static StepGraph Random(int steps, Random chance) => new(
        "random",
        [.. Enumerable.Range(0, steps).Select(i => (IReadOnlyList<int>)[.. Enumerable.Range(0, chance.Next(Math.Min(i, 3) + 1)).Select(_ => chance.Next(Math.Max(0, i - Width), i)).Distinct()])])
    {
        Milliseconds = [.. Enumerable.Range(0, steps).Select(_ => 1 + (49 * chance.NextDouble()))],
    };

    /// <summary>The longest way through the graph, when the steps take so long.</summary>
    public double CriticalPath(IReadOnlyList<double> times)
    {
        var ends = new double[Count];
        for (var i = 0; i < Count; i++)
        {
            ends[i] = times[i] + Needs[i].Select(need => ends[need]).DefaultIfEmpty().Max();
        }

        return ends.Max();
    }
}
