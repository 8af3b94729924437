using System.CommandLine;
using Planner.Cli.Running;
using Planner.Runs;

namespace Planner.Cli.Commands;

/// <summary><c>planner resume</c>: goes on with an interrupted run.</summary>
internal static class ResumeCommand
{
    public static Command Create(CliContext context)
    {
        var name = new Argument<string>("RUN") { Description = "The run's id, the beginning of it, or last" };
        var command = new Command("resume", "Go on with an interrupted run; finished steps are not run again") { name, CommonOptions.Json, CommonOptions.Out };
        command.SetAction(async (parsed, _) =>
        {
            var run = await RunFinder.FindAsync(context.Get<IRunJournal>(), parsed.GetRequiredValue(name), context.Cancellation);
            return await new RunPresenter(context)
            {
                Json = parsed.GetValue(CommonOptions.Json),
                OutFolder = parsed.GetValue(CommonOptions.Out),
            }.ResumeAsync(run);
        });
        return command;
    }
}
