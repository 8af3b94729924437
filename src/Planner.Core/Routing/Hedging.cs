using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Planner.Statistics;

namespace Planner.Routing;

/// <summary>
/// Knows when a call is slow: when it takes longer than 95 of 100 calls of the same model and task did of late, wherever they ran. Then a second goes to another place, while the
/// budget of more calls lasts ("The Tail at Scale", Dean and Barroso 2013). Until this process has seen enough calls itself, what was seen before counts.
/// </summary>
internal sealed class Hedging(IOptions<RoutingOptions> options, ModelRecords records)
{
    // What is over sooner has nothing to win by a second call.
    private const double LeastSeconds = 0.001;
    private readonly ConcurrentDictionary<(string Model, string Task), LatencyWindow> _latencies = new();

    public HedgeBudget Budget { get; } = new(options.Value.HedgePercent);

    /// <summary>After how long a call of the model is slow; null: not known, or there is no hedging.</summary>
    public TimeSpan? SlowAfter(string model, string task) =>
        options.Value.HedgePercent > 0 && (_latencies.GetValueOrDefault((model, task))?.P95(options.Value.HedgeAfterCalls) ?? Before(model, task)) is { } seconds
            ? TimeSpan.FromSeconds(Math.Max(seconds, LeastSeconds))
            : null;

    private double? Before(string model, string task) => records.Of(model, task) is { P95Seconds: { } seconds, Checked: var calls } && calls >= options.Value.HedgeAfterCalls ? seconds : null;

    /// <summary>An attempt succeeded.</summary>
    public void Succeeded(string model, string task, double seconds)
    {
        if (options.Value.HedgePercent > 0)
        {
            _latencies.GetOrAdd((model, task), _ => new LatencyWindow()).Add(seconds);
        }
    }
}
