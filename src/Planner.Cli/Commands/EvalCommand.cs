using System.CommandLine;

namespace Planner.Cli.Commands;

/// <summary><c>planner eval</c>: measurements against labelled data.</summary>
internal static class EvalCommand
{
    public static Command Create(CliContext context) => new("eval", "Measure against labelled data")
    {
        EvalPlanningCommand.Create(context),
        EvalMatchingCommand.Create(context),
        EvalRepairCommand.Create(context),
        EvalModelsCommand.Create(context),
    };

    /// <summary>The full path of a file that the user named.</summary>
    /// <exception cref="CommandLineException">There is no such file.</exception>
    public static string Existing(CliContext context, string path) =>
        Path.GetFullPath(path, context.WorkingDirectory) is var full && File.Exists(full) ? full
        : throw new CommandLineException($"There is no file '{path}'. Check the name and the folder.");
}
