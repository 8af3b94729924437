using System.CommandLine;

namespace Planner.Cli.Commands;

/// <summary><c>planner models</c>: the catalog.</summary>
internal static class ModelsCommand
{
    public static Command Create(CliContext context) => new("models", "Search the model catalog")
    {
        ModelsSearchCommand.Create(context),
        ModelsShowCommand.Create(context),
    };
}
