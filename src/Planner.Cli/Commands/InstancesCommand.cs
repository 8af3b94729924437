using System.CommandLine;
using Planner.Routing;

namespace Planner.Cli.Commands;

/// <summary><c>planner instances</c>: the places that run models.</summary>
internal static class InstancesCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("instances", "Servers that run models: add, list, change, enable, drain, disable, remove")
        {
            InstancesAddCommand.Create(context),
            InstancesListCommand.Create(context),
            InstancesSetCommand.Create(context),
        };
        foreach (var one in DefinitionCommands.Create(context, "instance", () => context.Get<InstanceStore>(), instance => instance.Name, (instance, state) => instance with { State = state }))
        {
            command.Add(one);
        }

        return command;
    }
}
