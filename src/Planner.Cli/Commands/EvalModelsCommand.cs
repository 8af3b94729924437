using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Planner.Cli.Views;
using Planner.Evaluation;
using Planner.Routing;
using Planner.Statistics;

namespace Planner.Cli.Commands;

/// <summary><c>planner eval models</c>: how well the models that run here do a task; models are chosen by it.</summary>
internal static class EvalModelsCommand
{
    public static Command Create(CliContext context)
    {
        var task = new Option<string>("--task") { Description = "The task", HelpName = "TASK", Required = true };
        var data = new Option<string>("--data") { Description = "Labelled calls, JSON lines: {\"inputs\":{…},\"expected\":…}", HelpName = "F", Required = true };
        var models = new Option<string[]>("--model") { Description = "Only this model; give it once for each", HelpName = "ID" };
        var limit = new Option<int?>("--limit") { Description = "How many samples at most", HelpName = "N" };
        var command = new Command("models", "Measure the models that run here on labelled data, and keep it: models and members of ensembles are chosen by it")
        {
            task, data, models, limit, CommonOptions.Json, CommonOptions.Offline,
        };
        command.SetAction(async (parsed, _) =>
        {
            var json = parsed.GetValue(CommonOptions.Json);
            try
            {
                var measured = await context.Get<ModelEvaluation>().RunAsync(
                    parsed.GetRequiredValue(task),
                    EvalCommand.Existing(context, parsed.GetRequiredValue(data)),
                    parsed.GetValue(limit),
                    parsed.GetValue(models) ?? [],
                    parsed.GetValue(CommonOptions.Offline) ? Egress.Machine : Egress.Cloud,
                    json ? null : one => context.Write(Row(one)),
                    context.Cancellation);
                if (json)
                {
                    context.WriteJson(new JsonObject { ["items"] = new JsonArray([.. measured.Select(Json)]) });
                }
            }
            catch (FormatException exception)
            {
                throw new CommandLineException(exception.Message, exception);
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static Line Row(Measurement one)
    {
        var quality = Percentage.Of(one.Scores);
        return new Line().AddCell(one.Model, 40, StatusStyle.Strong).Add(string.Create(
            CultureInfo.InvariantCulture, $"quality {quality.Value:0.0} % ({quality.Low:0.0}–{quality.High:0.0})  samples {one.Scores.Count}  p50 {Format.Seconds(one.P50Seconds ?? 0)}  {Format.Cost(one.CostUsd)}"));
    }

    private static JsonNode Json(Measurement one)
    {
        var quality = Percentage.Of(one.Scores);
        return new JsonObject
        {
            ["model"] = one.Model,
            ["task"] = one.Task,
            ["samples"] = one.Scores.Count,
            ["quality"] = Math.Round(one.Quality, 6),
            ["low"] = Math.Round(quality.Low / 100, 6),
            ["high"] = Math.Round(quality.High / 100, 6),
            ["p50Seconds"] = one.P50Seconds,
            ["costUsd"] = one.CostUsd,
            ["scores"] = new JsonArray([.. one.Scores.Select(score => (JsonNode)Math.Round(score, 6))]),
        };
    }
}
