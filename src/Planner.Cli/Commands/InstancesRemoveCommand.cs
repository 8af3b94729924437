using System.CommandLine;
using Planner.Routing;

namespace Planner.Cli.Commands;

/// <summary><c>planner instances remove</c>.</summary>
internal static class InstancesRemoveCommand
{
    public static Command Create(CliContext context)
    {
        var name = new Argument<string>("NAME") { Description = "The instance's name" };
        var command = new Command("remove", "Forget a server that was added") { name };
        command.SetAction(async (parsed, _) =>
        {
            var store = context.Get<InstanceStore>();
            var wanted = parsed.GetRequiredValue(name);
            if (!store.Remove(wanted))
            {
                var known = store.Read().Select(instance => instance.Name).ToList();
                throw new CommandLineException($"There is no instance '{wanted}'. {(known.Count == 0 ? "None was added." : $"There are: {string.Join(", ", known)}.")}");
            }

            await context.Output.WriteLineAsync($"Removed {wanted}.");
            return ExitCodes.Ok;
        });
        return command;
    }
}
