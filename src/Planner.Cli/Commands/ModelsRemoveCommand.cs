using System.CommandLine;
using Planner.Catalog;
using Planner.Cli.Views;

namespace Planner.Cli.Commands;

/// <summary><c>planner models remove</c>: takes a card out of the local catalog.</summary>
internal static class ModelsRemoveCommand
{
    public static Command Create(CliContext context)
    {
        var id = new Argument<string>("ID") { Description = "The model's id" };
        var command = new Command("remove", "Take a card out of the local catalog; shipped cards stay") { id };
        command.SetAction((parsed, _) =>
        {
            var name = parsed.GetRequiredValue(id);
            var store = context.Get<IModelStore>();
            if (!store.Remove(name))
            {
                throw new CommandLineException(context.Get<ModelCatalog>().TryGet(name, out var shipped)
                    ? $"The card of {shipped.Id} is shipped, or in a file of PLANNER_HOME/models; it is not in '{store.Path}'. Remove its line from that file."
                    : $"There is no model '{name}' in '{store.Path}'. planner models list shows what is there.");
            }

            context.Write(new Line().Add($"{name} is removed."));
            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }
}
