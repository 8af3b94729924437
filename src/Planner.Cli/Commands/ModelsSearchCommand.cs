using System.CommandLine;
using System.Text.Json.Nodes;
using Planner.Cli.Views;
using Planner.Matching;

namespace Planner.Cli.Commands;

/// <summary><c>planner models search</c>: models by what their cards say.</summary>
internal static class ModelsSearchCommand
{
    public static Command Create(CliContext context)
    {
        var query = new Argument<string[]>("QUERY") { Description = "What the model should be good at; nothing lists all", Arity = ArgumentArity.ZeroOrMore };
        var task = new Option<string?>("--task") { Description = "Only models for this task; planner tasks lists them", HelpName = "T" };
        var runnable = new Option<bool>("--runnable") { Description = "Only what can run here now" };
        var languages = new Option<string[]>("--language") { Description = "Only models that know it, or say nothing of languages; may be given again", HelpName = "L" };
        var license = new Option<string?>("--license") { Description = "Only models of this license, as the Hub names it", HelpName = "L" };
        var size = new Option<double?>("--max-size") { Description = "Only models of at most so many billions of weights", HelpName = "B" };
        var explain = new Option<bool>("--explain") { Description = "Show the terms of each score" };
        var limit = CommonOptions.Limit(10);
        var command = new Command("search", "Find models by what their cards say") { query, task, languages, license, size, runnable, explain, limit, CommonOptions.Json };
        command.SetAction(async (parsed, _) =>
        {
            var found = await context.Get<IModelSearch>().SearchAsync(new ModelQuery
            {
                Text = string.Join(' ', parsed.GetValue(query) ?? []),
                Task = CommonOptions.KnownTask(context, parsed.GetValue(task)),
                Languages = parsed.GetValue(languages) ?? [],
                License = parsed.GetValue(license),
                MaxParameters = parsed.GetValue(size) is { } billions ? (long)(billions * 1e9) : null,
                RunnableOnly = parsed.GetValue(runnable),
                Limit = parsed.GetValue(limit),
            }, context.Cancellation);
            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(new JsonObject { ["items"] = new JsonArray([.. found.Select(model => ModelReport.Of(model, parsed.GetValue(explain)))]) });
            }
            else if (found.Count == 0)
            {
                context.Error.WriteLine("No model fits. Use other words, or leave out some of the filters.");
            }
            else if (parsed.GetValue(explain))
            {
                context.Write(ScoreTable.Draw([.. found.Select(model => model.Candidate)], context.Console.Profile.Width));
            }
            else
            {
                context.Write(found.SelectMany(model => ModelView.Row(model, context.Console.Profile.Width)));
            }

            return ExitCodes.Ok;
        });
        return command;
    }
}
