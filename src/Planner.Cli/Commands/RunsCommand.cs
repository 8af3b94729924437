using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Cli.Views;
using Planner.Runs;
using Planner.Serialization;

namespace Planner.Cli.Commands;

/// <summary><c>planner runs</c>: the newest runs.</summary>
internal static class RunsCommand
{
    public static Command Create(CliContext context)
    {
        var limit = CommonOptions.Limit(20);
        var command = new Command("runs", "List runs, newest first") { limit, CommonOptions.Json };
        command.SetAction(async (parsed, _) =>
        {
            var runs = await context.Get<IRunJournal>().ListAsync(parsed.GetValue(limit), null, context.Cancellation);
            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(new JsonObject { ["items"] = JsonSerializer.SerializeToNode(runs, PlannerJson.Context.IReadOnlyListRunSummary) });
            }
            else if (runs.Count == 0)
            {
                await context.Error.WriteLineAsync("There are no runs yet. Start one with planner ask.");
            }
            else
            {
                context.Write(runs.Select(run => Row(context, run)));
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static Line Row(CliContext context, RunSummary run)
    {
        var width = context.Console.Profile.Width;
        var (status, style) = run switch
        {
            { Interrupted: true } => ("interrupted", StatusStyle.Warn),
            { Status: RunStatus.Completed } => ("completed", StatusStyle.Good),
            { Status: RunStatus.Failed } => ("failed", StatusStyle.Bad),
            { Status: RunStatus.Cancelled } => ("cancelled", StatusStyle.Warn),
            _ => (run.Status.ToString().ToLowerInvariant(), StatusStyle.Active),
        };
        var line = new Line().AddCell(RunEnd.Short(run.Id), 11, StatusStyle.Strong).Pad(2).AddCell(status, 11, style).Pad(2)
            .AddCell(Format.Ago(run.AcceptedAt, context.Clock.GetUtcNow()), 10, StatusStyle.Dim).Pad(2);
        return line.Add(Line.Fit(TerminalText.OneLine(run.Text), Math.Max(width - line.Cells, 10)));
    }
}
