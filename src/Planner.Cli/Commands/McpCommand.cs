using System.CommandLine;
using Microsoft.Extensions.Logging;
using Planner.Routing;
using Planner.Server.Mcp;

namespace Planner.Cli.Commands;

/// <summary><c>planner mcp</c>: Planner's tools for an agent that starts it, over standard input and output.</summary>
internal static class McpCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("mcp", "Offer Planner's tools to an agent over standard input and output (Model Context Protocol)") { CommonOptions.Offline };
        command.SetAction(async (parsed, _) =>
        {
            var ceiling = parsed.GetValue(CommonOptions.Offline) ? Egress.Machine : Egress.Cloud;
            await McpTools.RunStdioAsync(context.Services, ceiling, context.Get<ILoggerFactory>(), context.Cancellation);
            return ExitCodes.Ok;
        });
        return command;
    }
}
