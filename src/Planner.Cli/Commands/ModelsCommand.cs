using System.CommandLine;

namespace Planner.Cli.Commands;

/// <summary><c>planner models</c>: the catalog.</summary>
internal static class ModelsCommand
{
    public static Command Create(CliContext context) => new("models", "Search the model catalog, and fill it")
    {
        ModelsSearchCommand.Create(context),
        ModelsShowCommand.Create(context),
        ModelsListCommand.Create(context),
        ModelsSyncCommand.Create(context),
        ModelsImportCommand.Create(context),
        ModelsAddCommand.Create(context),
        ModelsRemoveCommand.Create(context),
        ModelsEmbedCommand.Create(context),
    };
}
