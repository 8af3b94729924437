using System.Globalization;
using Planner.ScriptedServer;

namespace Planner.Benchmarks.Planning;

/// <summary>Time to the first step and of the whole run: Planner, Planner without streaming, HuggingGPT's way. Answers are left out of all three.</summary>
internal static class SpeedTable
{
    private const double TokensPerSecond = 50;

    // What HuggingGPT's selection prompt asks for: an id and a reason.
    private const string Choice = """{"id": "org/some-model-large", "reason": "This model suits the task best: its description mentions it, and it has the most likes of the candidates."}""";

    public static async Task<int> PrintAsync(int rounds)
    {
        Console.WriteLine("| plan | steps | | first step (s) | whole run (s) | first, ratio | whole, ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var scenario in Scenario.All)
        {
            await using var server = await ScriptedChatServer.StartAsync();
            server.When(request => request.Says("Choose a model"), new ScriptedReply { Text = Choice, TokensPerSecond = TokensPerSecond });
            server.When(request => request.Says("was planned before"), new ScriptedReply { Text = scenario.Revision, TokensPerSecond = TokensPerSecond });
            server.Otherwise = _ => new ScriptedReply { Text = scenario.Reply, TokensPerSecond = TokensPerSecond };
            var ours = await MedianAsync(rounds, () => PlannerWay.RunAsync(scenario, server.BaseUrl, streams: true));
            Row(scenario, "Planner", ours, ours);
            Row(scenario, "Planner, streaming off", await MedianAsync(rounds, () => PlannerWay.RunAsync(scenario, server.BaseUrl, streams: false)), ours);
            if (!scenario.IsRevised)
            {
                Row(scenario, "HuggingGPT's way", await MedianAsync(rounds, () => HuggingGptWay.RunAsync(scenario, server.BaseUrl)), ours);
            }
        }

        return 0;
    }

    private static async Task<Timing> MedianAsync(int rounds, Func<Task<Timing>> run)
    {
        await run();
        var runs = new List<Timing>();
        for (var round = 0; round < rounds; round++)
        {
            runs.Add(await run());
        }

        return Timing.Median(runs);
    }

    private static void Row(Scenario scenario, string way, Timing timing, Timing ours) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {scenario.Name} | {scenario.Steps.Count} | {way} | {timing.First:0.00} | {timing.Whole:0.00} | {timing.First / ours.First:0.0} | {timing.Whole / ours.Whole:0.0} |"));
}
