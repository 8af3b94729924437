using System.CommandLine;

namespace Planner.Cli.Commands;

/// <summary><c>planner eval planning</c>.</summary>
internal static class EvalPlanningCommand
{
    public static Command Create(CliContext context) => new("planning", "Measure the planner");
}
