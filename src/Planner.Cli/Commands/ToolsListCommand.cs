using System.CommandLine;
using System.Text.Json.Nodes;
using Planner.Cli.Views;
using Planner.Tools;

namespace Planner.Cli.Commands;

/// <summary><c>planner tools list</c>: the sources and what they have.</summary>
internal static class ToolsListCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("list", "List the sources of tools and their tasks") { CommonOptions.Json };
        command.SetAction((parsed, _) =>
        {
            var folder = context.Get<ToolFolder>();
            foreach (var problem in folder.Problems)
            {
                context.Error.WriteLine($"warning: {TerminalText.Clean(problem.Message)}");
            }

            Show(context, parsed, folder.Sources);
            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }

    /// <summary>Writes sources with their tasks.</summary>
    public static void Show(CliContext context, ParseResult parsed, IReadOnlyList<ToolSource> sources)
    {
        if (parsed.GetValue(CommonOptions.Json))
        {
            context.WriteJson(new JsonObject { ["sources"] = new JsonArray([.. sources.Select(Json)]) });
        }
        else if (sources.Count == 0)
        {
            context.Output.WriteLine("There are no tools yet. Add a database, an MCP server or an HTTP API: planner tools add --help");
        }

        foreach (var source in parsed.GetValue(CommonOptions.Json) ? [] : sources)
        {
            context.Output.WriteLine(TerminalText.Clean($"{source.Name} ({source.Kind.ToString().ToLowerInvariant()}, egress {source.Egress.ToString().ToLowerInvariant()})"));
            foreach (var tool in source.Tools)
            {
                var line = TerminalText.Clean($"  {tool.Task.Id}  {tool.Task.Description.ReplaceLineEndings(" ")}");
                context.Output.WriteLine(line.Length <= context.Console.Profile.Width ? line : line[..(context.Console.Profile.Width - 1)] + "…");
            }
        }
    }

    private static JsonObject Json(ToolSource source) => new()
    {
        ["name"] = source.Name,
        ["kind"] = source.Kind.ToString().ToLowerInvariant(),
        ["egress"] = source.Egress.ToString().ToLowerInvariant(),
        ["tasks"] = new JsonArray([.. source.Tools.Select(tool => new JsonObject { ["id"] = tool.Task.Id, ["description"] = tool.Task.Description })]),
    };
}
