using System.CommandLine;
using System.Text.Json.Nodes;
using Planner.Catalog;
using Planner.Catalog.Import;
using Planner.Cli.Views;

namespace Planner.Cli.Commands;

/// <summary><c>planner models import</c>: takes cards from a file.</summary>
internal static class ModelsImportCommand
{
    public static Command Create(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "JSON lines: Planner's own cards, HuggingGPT's p0_models.jsonl, or APIBench's catalog" };
        var command = new Command("import", "Take model cards from a file into the local catalog") { file, CommonOptions.Json };
        command.SetAction((parsed, _) =>
        {
            var path = Path.GetFullPath(parsed.GetRequiredValue(file), context.WorkingDirectory);
            var imported = context.Get<CardImport>().Read(path);
            context.Get<IModelStore>().Write([.. imported.Cards.Select(card => new StoredModel(card, CardOrigin.Import))]);
            foreach (var problem in imported.Problems)
            {
                context.Error.WriteLine($"warning: {TerminalText.Clean(problem.Message)}");
            }

            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(new JsonObject
                {
                    ["imported"] = imported.Cards.Count,
                    ["problems"] = new JsonArray([.. imported.Problems.Select(problem => (JsonNode)problem.Message)]),
                });
            }
            else
            {
                context.Write(new Line().Add($"{imported.Cards.Count} cards imported{(imported.Problems.Count > 0 ? $"; {imported.Problems.Count} lines left out, see above" : "")}.", StatusStyle.Strong));
            }

            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }
}
