using System.CommandLine;

namespace Planner.Cli.Commands;

/// <summary><c>planner instances</c>: the places that run models.</summary>
internal static class InstancesCommand
{
    public static Command Create(CliContext context) => new("instances", "Add, list and remove servers that run models")
    {
        InstancesAddCommand.Create(context),
        InstancesListCommand.Create(context),
        InstancesRemoveCommand.Create(context),
    };
}
