using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Cli.Views;
using Planner.Serialization;
using Planner.Statistics;

namespace Planner.Cli.Commands;

/// <summary><c>planner stats</c>: how models did here.</summary>
internal static class StatsCommand
{
    public static Command Create(CliContext context)
    {
        var model = new Option<string?>("--model") { Description = "Only this model", HelpName = "ID" };
        var task = new Option<string?>("--task") { Description = "Only this task", HelpName = "TASK" };
        var command = new Command("stats", "Show how models did here: calls, success, times, cost, availability, ratings") { model, task, CommonOptions.Json };
        command.SetAction(async (parsed, _) =>
        {
            var wanted = CommonOptions.KnownTask(context, parsed.GetValue(task));
            var rows = await context.Get<IStatisticsStore>().ReadAsync(CommonOptions.KnownModel(context, parsed.GetValue(model)), wanted, context.Cancellation);
            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(new JsonObject { ["items"] = JsonSerializer.SerializeToNode(rows, PlannerJson.Context.IReadOnlyListModelStatistics) });
            }
            else if (rows.Count == 0)
            {
                await context.Error.WriteLineAsync("Nothing has been counted yet. Each call of a model by planner ask and planner serve is.");
            }
            else
            {
                context.Write(StatisticsTable.Draw(rows, context.Console.Profile.Width));
            }

            return ExitCodes.Ok;
        });
        return command;
    }
}
