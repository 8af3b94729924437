using System.CommandLine;
using Planner.Routing;

namespace Planner.Cli.Commands;

/// <summary>What instances and groups have in common: to be enabled, drained, disabled and removed by name.</summary>
internal static class DefinitionCommands
{
    /// <summary>The commands.</summary>
    /// <typeparam name="T">What is defined.</typeparam>
    /// <param name="context">The console.</param>
    /// <param name="what">What it is called: <c>instance</c>.</param>
    /// <param name="store">Where they are kept.</param>
    /// <param name="names">The name of one.</param>
    /// <param name="with">The same in another state.</param>
    public static IEnumerable<Command> Create<T>(CliContext context, string what, Func<DefinitionStore<T>> store, Func<T, string> names, Func<T, ServiceState, T> with)
        where T : class
    {
        yield return State("enable", $"Let the {what} take calls", ServiceState.Enabled, "takes calls");
        yield return State("drain", $"Give the {what} no new calls; those that run end as they would", ServiceState.Draining, "takes no new calls");
        yield return State("disable", $"Give the {what} no calls and stop those that run; they go on elsewhere", ServiceState.Disabled, "takes no calls");

        var name = Name(what);
        var remove = new Command("remove", $"Forget the {what}") { name };
        remove.SetAction(async (parsed, _) =>
        {
            var wanted = parsed.GetRequiredValue(name);
            if (!store().Remove(wanted))
            {
                throw Unknown(what, wanted, store().Read().Select(names));
            }

            await context.Output.WriteLineAsync($"Removed {wanted}.");
            return ExitCodes.Ok;
        });
        yield return remove;

        Command State(string verb, string description, ServiceState state, string result)
        {
            var name = Name(what);
            var command = new Command(verb, description) { name };
            command.SetAction(async (parsed, _) =>
            {
                var wanted = parsed.GetRequiredValue(name);
                if (store().Update(wanted, item => with(item, state)) is null)
                {
                    throw Unknown(what, wanted, store().Read().Select(names));
                }

                await context.Output.WriteLineAsync($"{wanted} {result}. Programs that run see it within a second.");
                return ExitCodes.Ok;
            });
            return command;
        }
    }

    /// <summary>The name of one that is there.</summary>
    public static Argument<string> Name(string what) => new("NAME") { Description = $"The {what}'s name" };

    /// <summary>There is none of that name.</summary>
    public static CommandLineException Unknown(string what, string wanted, IEnumerable<string> known) =>
        new($"There is no {what} '{Views.TerminalText.OneLine(wanted)}'. {(known.ToList() is { Count: > 0 } names ? $"There are: {string.Join(", ", names)}." : "None was added.")}");
}
