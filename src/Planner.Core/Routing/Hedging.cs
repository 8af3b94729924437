using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Planner.Statistics;

namespace Planner.Routing;

/// <summary>
/// Knows when a call is slow: when it takes longer than 95 of 100 calls of the same model and task did of late, wherever they ran; one that streams, when it is silent for longer
/// than they were until their first token. Then a second goes to another place, while the budget of more calls lasts ("The Tail at Scale", Dean and Barroso 2013). Until this
/// process has seen enough calls itself, what was seen before counts; of that the time to the first token is not kept, so one that streams is slow then when whole calls would be.
/// </summary>
internal sealed class Hedging(IOptions<RoutingOptions> options, ModelRecords records)
{
    // What is over sooner has nothing to win by a second call.
    private const double LeastSeconds = 0.001;
    private readonly ConcurrentDictionary<(string Model, string Task), LatencyWindow> _whole = new();
    private readonly ConcurrentDictionary<(string Model, string Task), LatencyWindow> _firstTokens = new();

    public HedgeBudget Budget { get; } = new(options.Value.HedgePercent);

    /// <summary>After how long a call of the model is slow; null: not known, or there is no hedging.</summary>
    /// <param name="model">The model's id.</param>
    /// <param name="task">The task's id.</param>
    /// <param name="streams">Whether its text is passed on as it comes: then it is slow while there is none.</param>
    public TimeSpan? SlowAfter(string model, string task, bool streams) =>
        options.Value.HedgePercent > 0 && ((streams ? P95(_firstTokens, model, task) : null) ?? P95(_whole, model, task) ?? Before(model, task)) is { } seconds
            ? TimeSpan.FromSeconds(Math.Max(seconds, LeastSeconds))
            : null;

    private double? P95(ConcurrentDictionary<(string Model, string Task), LatencyWindow> seen, string model, string task) =>
        seen.GetValueOrDefault((model, task))?.P95(options.Value.HedgeAfterCalls);

    private double? Before(string model, string task) => records.Of(model, task) is { P95Seconds: { } seconds, Checked: var calls } && calls >= options.Value.HedgeAfterCalls ? seconds : null;

    /// <summary>An attempt succeeded.</summary>
    public void Succeeded(string model, string task, AttemptOutcome outcome)
    {
        if (options.Value.HedgePercent > 0)
        {
            _whole.GetOrAdd((model, task), _ => new LatencyWindow()).Add(outcome.Seconds);
            if (outcome.FirstTokenSeconds is { } first)
            {
                _firstTokens.GetOrAdd((model, task), _ => new LatencyWindow()).Add(first);
            }
        }
    }
}
