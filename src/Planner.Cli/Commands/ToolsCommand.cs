using System.CommandLine;

namespace Planner.Cli.Commands;

/// <summary><c>planner tools</c>: databases, MCP servers and HTTP APIs as tasks that can be planned.</summary>
internal static class ToolsCommand
{
    public static Command Create(CliContext context) => new("tools", "Add databases, MCP servers and HTTP APIs as tasks that can be planned")
    {
        ToolsAddCommand.Create(context),
        ToolsListCommand.Create(context),
        ToolsRefreshCommand.Create(context),
        ToolsRemoveCommand.Create(context),
    };
}
