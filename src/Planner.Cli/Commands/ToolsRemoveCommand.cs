using System.CommandLine;
using Planner.Tools;

namespace Planner.Cli.Commands;

/// <summary><c>planner tools remove</c>.</summary>
internal static class ToolsRemoveCommand
{
    public static Command Create(CliContext context)
    {
        var name = new Argument<string>("NAME") { Description = "The source's name" };
        var command = new Command("remove", "Forget a source of tools") { name };
        command.SetAction((parsed, _) =>
        {
            var wanted = parsed.GetRequiredValue(name);
            if (!context.Get<ToolFolder>().Remove(wanted))
            {
                throw new CommandLineException($"There is no source of tools '{wanted}'. planner tools list shows those that there are.");
            }

            context.Output.WriteLine($"{wanted} is removed.");
            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }
}
