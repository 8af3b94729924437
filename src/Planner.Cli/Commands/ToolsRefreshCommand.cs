using System.CommandLine;
using Planner.Tools;

namespace Planner.Cli.Commands;

/// <summary><c>planner tools refresh</c>: asks a source anew what it has.</summary>
internal static class ToolsRefreshCommand
{
    public static Command Create(CliContext context)
    {
        var name = new Argument<string>("NAME") { Description = "The source's name" };
        var command = new Command("refresh", "Ask a source anew what it has") { name, CommonOptions.Json };
        command.SetAction(async (parsed, token) =>
        {
            var wanted = parsed.GetRequiredValue(name);
            var source = context.Get<ToolFolder>().Sources.FirstOrDefault(source => source.Name == wanted && source.Kind != ToolKind.Function)
                ?? throw new CommandLineException($"There is no source of tools '{wanted}'. planner tools list shows those that there are.");
            var (refreshed, _) = await context.Get<ToolSources>().AddAsync(source, token);
            ToolsListCommand.Show(context, parsed, [refreshed]);
            return ExitCodes.Ok;
        });
        return command;
    }
}
