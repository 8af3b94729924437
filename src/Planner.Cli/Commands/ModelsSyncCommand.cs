using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;
using Planner.Catalog;
using Planner.Cli.Views;
using Planner.Inference.HuggingFace.Hub;
using Planner.Matching;

namespace Planner.Cli.Commands;

/// <summary><c>planner models sync</c>: fills the local catalog from the Hub.</summary>
internal static class ModelsSyncCommand
{
    public static Command Create(CliContext context)
    {
        var task = new Option<string?>("--task") { Description = "Only models for this task; planner tasks lists them", HelpName = "T" };
        var limit = new Option<int?>("--limit") { Description = "How many models at most, the most downloaded first", HelpName = "N" };
        var downloads = new Option<long>("--min-downloads") { Description = "Only models downloaded so often in the last month", HelpName = "N" };
        var noText = new Option<bool>("--no-text") { Description = "Leave out the texts of cards: much faster, but models are found by their facts only" };
        var full = new Option<bool>("--full") { Description = "Read everything again, not only what has changed" };
        limit.Validators.Add(result => AtLeast(result, limit.Name, 1));
        downloads.Validators.Add(result => AtLeast(result, downloads.Name, 0));
        var command = new Command("sync", "Fill the local catalog from the Hugging Face Hub; goes on where it was interrupted")
        {
            task, limit, downloads, noText, full, CommonOptions.Json,
        };
        command.SetAction(async (parsed, _) =>
        {
            var wanted = new SyncOptions
            {
                Task = CommonOptions.KnownTask(context, parsed.GetValue(task)),
                Limit = parsed.GetValue(limit),
                MinDownloads = parsed.GetValue(downloads),
                Texts = !parsed.GetValue(noText),
                Full = parsed.GetValue(full),
            };
            using var bar = new SyncBar(context);
            var report = await context.Get<HubSync>().RunAsync(wanted, bar, context.Cancellation);
            // Here and not at the first search, since very many cards take their time.
            context.Get<IModelSearch>().Refresh(new Indexing(bar, report));
            bar.Dispose();
            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(Json(report, context.Get<IModelStore>()));
            }
            else
            {
                context.Write(Lines(report, context.Get<IModelStore>()));
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private sealed class Indexing(IProgress<SyncProgress> bar, SyncReport report) : IProgress<long>
    {
        public void Report(long value) => bar.Report(new SyncProgress(report.Listed, (int)value, report.Kept, "indexing"));
    }

    private static void AtLeast(OptionResult result, string name, long least)
    {
        if (result.Tokens is not [var token] || !long.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least || number > int.MaxValue)
        {
            result.AddError($"{name} takes a whole number from {least} on.");
        }
    }

    private static JsonObject Json(SyncReport report, IModelStore store) => new()
    {
        ["listed"] = report.Listed,
        ["kept"] = report.Kept,
        ["leftOut"] = report.LeftOut,
        ["gone"] = report.Gone,
        ["renewed"] = report.Renewed,
        ["resumed"] = report.Resumed,
        ["changesOnly"] = report.ChangesOnly,
        ["note"] = report.Note,
        ["models"] = store.Count().GetValueOrDefault(CardOrigin.Hub),
        ["path"] = store.Path,
    };

    private static IEnumerable<Line> Lines(SyncReport report, IModelStore store)
    {
        static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

        yield return new Line().Add(report switch
        {
            { ChangesOnly: true, Kept: 0 } => "Nothing has changed on the Hub.",
            { ChangesOnly: true } => $"{N(report.Kept)} models are new or have changed.",
            { Resumed: true } => $"{N(report.Kept)} models, going on from an interrupted sync.",
            _ => $"{N(report.Kept)} models.",
        }, StatusStyle.Strong);
        if (report is { ChangesOnly: false, LeftOut: > 0 })
        {
            yield return new Line().Add($"{N(report.LeftOut)} of {N(report.Listed)} were left out: of no known task, private, or downloaded too seldom.", StatusStyle.Dim);
        }

        if (report.Renewed > 0 || report.Gone > 0)
        {
            yield return new Line().Add($"{N(report.Renewed)} shipped models renewed; {N(report.Gone)} models are gone from the Hub.", StatusStyle.Dim);
        }

        if (report.Note is { } note)
        {
            yield return new Line().Add(TerminalText.OneLine(note), StatusStyle.Warn);
        }

        yield return new Line().Add($"{N(store.Count().GetValueOrDefault(CardOrigin.Hub))} synced models in {store.Path}", StatusStyle.Dim);
    }
}
