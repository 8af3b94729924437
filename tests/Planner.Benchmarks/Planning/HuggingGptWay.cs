using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace Planner.Benchmarks.Planning;

/// <summary>
/// Runs a scenario as HuggingGPT does (Y. Shen et al., arXiv 2303.17580, and its code): the whole plan first; then every half second the
/// tasks whose dependencies are done are begun, and each asks the language model to choose its model before it runs it.
/// </summary>
internal static class HuggingGptWay
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(0.5);

    public static async Task<Timing> RunAsync(Scenario scenario, Uri server)
    {
        using var client = new SseChatClient(server, streams: false);
        var began = Stopwatch.GetTimestamp();
        double Now() => Stopwatch.GetElapsedTime(began).TotalSeconds;
        await client.GetResponseAsync([new ChatMessage(ChatRole.User, "Plan: read the page and work on it")]);

        double? first = null;
        var last = 0.0;
        var running = new Dictionary<string, Task>();
        var gate = new Lock();
        while (running.Count < scenario.Steps.Count || running.Values.Any(task => !task.IsCompleted))
        {
            foreach (var step in scenario.Steps.Where(step => !running.ContainsKey(step.Id)
                && step.Dependencies.Where(id => id[0] == 's').All(id => running.TryGetValue(id, out var done) && done.IsCompletedSuccessfully)).ToList())
            {
                running[step.Id] = DoAsync(step.Id);
            }

            await Task.Delay(Poll);
        }

        await Task.WhenAll(running.Values);
        return new Timing(first!.Value, last);

        async Task DoAsync(string id)
        {
            await client.GetResponseAsync([new ChatMessage(ChatRole.User, "Choose a model")]);
            lock (gate)
            {
                first ??= Now();
            }

            await Task.Delay(TimeSpan.FromSeconds(scenario.Seconds[id]));
            lock (gate)
            {
                last = Now();
            }
        }
    }
}
