using System.CommandLine;
using System.Globalization;
using Planner.Catalog;
using Planner.Cli.Views;
using Planner.Evaluation;

namespace Planner.Cli.Commands;

/// <summary><c>planner eval matching</c>: how well the search finds the model that somebody had in mind.</summary>
internal static class EvalMatchingCommand
{
    public static Command Create(CliContext context)
    {
        var data = new Option<string>("--data") { Description = "Labelled requests, JSON lines", HelpName = "F", Required = true };
        var catalog = new Option<string?>("--catalog") { Description = "The cards to search, JSON lines; catalog.jsonl beside the data when left out", HelpName = "F" };
        var misses = new Option<bool>("--misses") { Description = "List the requests whose first model does another task" };
        var command = new Command("matching", "Compare what the search finds with the models that requests were written for") { data, catalog, misses, CommonOptions.Json };
        command.SetAction((parsed, _) =>
        {
            var requests = EvalCommand.Existing(context, parsed.GetRequiredValue(data));
            var cards = EvalCommand.Existing(context, parsed.GetValue(catalog) ?? Path.Combine(Path.GetDirectoryName(requests)!, "catalog.jsonl"));
            var report = Measure(context, requests, cards, parsed.GetValue(misses) && !parsed.GetValue(CommonOptions.Json));
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

    private static MatchingReport Measure(CliContext context, string data, string catalog, bool misses)
    {
        try
        {
            var known = MatchingCatalog.Load(catalog, context.Get<TaskTaxonomy>());
            return MatchingEvaluation.Run(known.Search(), known.Cards.Count, MatchingSample.Load(data), misses ? Miss : null, context.Cancellation);
        }
        catch (FormatException exception)
        {
            throw new CommandLineException(exception.Message, exception);
        }

        void Miss(MatchingSample sample, IReadOnlyList<Matching.FoundModel> found)
        {
            if (found is not [var first, ..] || first.Card.Tasks[0] != sample.Domain)
            {
                context.Write(new Line().Add($"{sample.Domain} <> {(found is [var other, ..] ? $"{other.Card.Tasks[0]} ({other.Card.Id})" : "nothing")}: {sample.Query}"));
            }
        }
    }

    private static IEnumerable<Line> Rows(MatchingReport report)
    {
        yield return new Line().AddCell("%", 13, StatusStyle.Strong).Add(string.Concat(report.Open.Named.Select(figure => $"{figure.Name,20}")));
        yield return Row("open", report.Open);
        yield return Row("domain_known", report.DomainKnown);
        yield return new Line().Add(string.Create(
            CultureInfo.InvariantCulture, $"samples {report.Samples}  cards {report.Cards}  p50_ms {report.P50Milliseconds:0.000}  p95_ms {report.P95Milliseconds:0.000}"));
    }

    private static Line Row(string name, MatchingFigures figures) => new Line().AddCell(name, 13, StatusStyle.Strong).Add(string.Concat(
        figures.Named.Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Value.Value:0.0} ({figure.Value.Low:0.0}–{figure.Value.High:0.0})").PadLeft(20))));
}
