using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Cli.Views;
using Planner.Evaluation;
using Planner.Planning;

namespace Planner.Cli.Commands;

/// <summary><c>planner eval repair</c>: how many plans of weak controllers can be run after reading, mending and checking.</summary>
internal static class EvalRepairCommand
{
    private const string Labelled = "dev.jsonl";

    public static Command Create(CliContext context)
    {
        var data = new Option<string>("--data") { Description = "Plans as controllers wrote them, JSON lines", HelpName = "F", Required = true };
        var tools = new Option<string?>("--tools") { Description = "A task list that restricts and names the tasks", HelpName = "F" };
        var gold = new Option<string?>("--gold") { Description = $"Labelled requests to compare with by id; {Labelled} beside the task list when there is one", HelpName = "F" };
        var output = new Option<string?>("--out") { Description = "Write each plan as a line of JSON: id, outcome, nodes, links, mends", HelpName = "F" };
        var command = new Command("repair", "Read, mend and check plans of weak controllers: the share that can be run") { data, tools, gold, output, CommonOptions.Json };
        command.SetAction((parsed, _) =>
        {
            var list = Full(context, parsed.GetValue(tools));
            var report = Measure(context, Full(context, parsed.GetRequiredValue(data))!, list, Full(context, parsed.GetValue(gold)) ?? Beside(list));
            if (parsed.GetValue(output) is { } path)
            {
                File.WriteAllLines(Path.GetFullPath(path, context.WorkingDirectory), report.Plans.Select(plan => plan.ToJson().ToJsonString()));
            }

            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(report.ToJson());
            }
            else
            {
                context.Write(Rows(report));
            }

            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }

    private static RepairReport Measure(CliContext context, string data, string? tools, string? gold)
    {
        try
        {
            return RepairEvaluation.Run(
                data, tools, gold, context.Get<TaskTaxonomy>(), context.Get<IOptions<ControllerOptions>>().Value, context.Get<IOptions<PlanLimits>>().Value);
        }
        catch (FormatException exception)
        {
            throw new CommandLineException(exception.Message, exception);
        }
    }

    private static string? Beside(string? tools) =>
        tools is not null && Path.Combine(Path.GetDirectoryName(tools)!, Labelled) is var path && File.Exists(path) ? path : null;

    private static string? Full(CliContext context, string? path) => path is null ? null
        : Path.GetFullPath(path, context.WorkingDirectory) is var full && File.Exists(full) ? full
        : throw new CommandLineException($"There is no file '{path}'. Check the name and the folder.");

    private static IEnumerable<Line> Rows(RepairReport report)
    {
        foreach (var (name, value) in report.ToJson().Where(pair => pair.Value is System.Text.Json.Nodes.JsonValue))
        {
            yield return new Line().AddCell(name, 18, StatusStyle.Strong).Add(value!.ToString().PadLeft(9));
        }

        foreach (var (name, figures) in new[] { ("before", report.Before), ("after", report.After) }.Where(pair => pair.Item2 is not null))
        {
            yield return new Line().AddCell(name, 18, StatusStyle.Strong).Add(
                string.Create(CultureInfo.InvariantCulture, $"samples {figures!.Samples}  node_f1 {figures.NodeF1:0.00}  edge_f1 {figures.EdgeF1:0.00}"));
        }
    }
}
