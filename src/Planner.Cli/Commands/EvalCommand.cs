using System.CommandLine;

namespace Planner.Cli.Commands;

/// <summary><c>planner eval</c>: measurements against labelled data.</summary>
internal static class EvalCommand
{
    public static Command Create(CliContext context) => new("eval", "Measure against labelled data") { EvalPlanningCommand.Create(context), EvalRepairCommand.Create(context) };
}
