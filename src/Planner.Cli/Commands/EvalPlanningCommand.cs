using System.CommandLine;
using System.Globalization;
using Planner.Catalog;
using Planner.Cli.Views;
using Planner.Evaluation;
using Planner.Planning;

namespace Planner.Cli.Commands;

/// <summary><c>planner eval planning</c>: how well plans match labelled ones.</summary>
internal static class EvalPlanningCommand
{
    public static Command Create(CliContext context)
    {
        var data = new Option<string>("--data") { Description = "Labelled requests, JSON lines", HelpName = "F", Required = true };
        var tools = new Option<string?>("--tools") { Description = "A task list that restricts and names the tasks; tools.json beside the data when there is one", HelpName = "F" };
        var coverage = new Option<bool>("--coverage") { Description = "Also how good the plans are above each threshold of confidence" };
        var command = new Command("planning", "Compare plans with labelled ones: F1 of tasks and of links, time to plan") { data, tools, coverage, CommonOptions.Json };
        command.SetAction(async (parsed, _) =>
        {
            var report = await MeasureAsync(context, parsed.GetRequiredValue(data), parsed.GetValue(tools));
            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(report.ToJson());
            }
            else
            {
                context.Write(parsed.GetValue(coverage) ? Rows(report).Concat(CoverageRows(report)) : Rows(report));
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static async Task<PlanningReport> MeasureAsync(CliContext context, string data, string? tools)
    {
        try
        {
            return await PlanningEvaluation.RunAsync(
                context.Get<IPlanner>(), EvalCommand.Existing(context, data), tools is null ? null : EvalCommand.Existing(context, tools), context.Get<TaskTaxonomy>(), context.Cancellation);
        }
        catch (FormatException exception)
        {
            throw new CommandLineException(exception.Message, exception);
        }
    }

    private static IEnumerable<Line> Rows(PlanningReport report)
    {
        yield return Row("", "samples", "node_f1", "edge_f1");
        yield return Row("all", report.All);
        foreach (var (name, figures) in report.ByLanguage.Concat(report.ByType).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            yield return Row(name, figures);
        }

        yield return new Line().Add(string.Create(CultureInfo.InvariantCulture, $"p50_ms {report.P50Milliseconds:0.000}  p95_ms {report.P95Milliseconds:0.000}"));
    }

    private static IEnumerable<Line> CoverageRows(PlanningReport report)
    {
        yield return new Line();
        yield return new Line().AddCell("sure of", 8, StatusStyle.Strong).Add($"{"coverage",9}{"right",9}{"claimed",9}{"node_f1",9}{"edge_f1",9}");
        foreach (var row in report.Coverage)
        {
            yield return new Line().AddCell(string.Create(CultureInfo.InvariantCulture, $"{row.Threshold:0.0}"), 8, StatusStyle.Strong).Add(
                string.Create(CultureInfo.InvariantCulture, $"{row.CoveragePercent,9:0.0}{row.RightPercent,9:0.0}{row.ConfidencePercent,9:0.0}{row.Figures.NodeF1,9:0.00}{row.Figures.EdgeF1,9:0.00}"));
        }
    }

    private static Line Row(string name, PlanningFigures figures) => Row(
        name,
        figures.Samples.ToString(CultureInfo.InvariantCulture),
        figures.NodeF1.ToString("0.00", CultureInfo.InvariantCulture),
        figures.EdgeF1.ToString("0.00", CultureInfo.InvariantCulture));

    private static Line Row(string name, string samples, string node, string edge) =>
        new Line().AddCell(name, 8, StatusStyle.Strong).Add($"{samples,9}{node,9}{edge,9}");
}
