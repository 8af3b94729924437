using System.Diagnostics;

namespace Planner.Benchmarks.Catalog;

/// <summary>Times of searches: how long each took, and how long of that a processor worked on it, which is what counts when others use the machine.</summary>
internal sealed class Searches
{
    private readonly List<double> _elapsed = [];
    private readonly List<double> _worked = [];

    /// <summary>Runs a search.</summary>
    public T Time<T>(Func<T> search)
    {
        var (started, worked) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var found = search();
        _elapsed.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        _worked.Add((Environment.CpuUsage.TotalTime - worked).TotalMilliseconds);
        return found;
    }

    /// <summary>Prints percentiles, and how often the wanted card was among the first ten.</summary>
    public void Print(string kind, int found)
    {
        foreach (var (name, share) in new[] { ("p50", 0.5), ("p95", 0.95), ("p99", 0.99) })
        {
            Measured.Print($"{kind}_{name}_ms", Percentile(_elapsed, share));
            Measured.Print($"{kind}_{name}_cpu_ms", Percentile(_worked, share));
        }

        Measured.Print($"{kind}_recall10", 100.0 * found / _elapsed.Count);
    }

    private static double Percentile(List<double> times, double share) => times.Order().ElementAt((int)Math.Ceiling(share * times.Count) - 1);
}
