using System.CommandLine;
using Planner.Cli.Running;
using Planner.Runs;

namespace Planner.Cli.Commands;

/// <summary><c>planner rerun</c>: runs a run's plan again from a step on.</summary>
internal static class RerunCommand
{
    public static Command Create(CliContext context)
    {
        var name = new Argument<string>("RUN") { Description = "The run's id, the beginning of it, or last" };
        var from = new Option<string?>("--from") { Description = "The step from which to run again, with what needs it; without it, what did not succeed", HelpName = "STEP" };
        var deadline = CommonOptions.Deadline();
        var command = new Command("rerun", "Run a plan again from one of its steps; what is done before it is kept. --set NAME=VALUE gives its parameters other values")
        {
            name, from, deadline, CommonOptions.Json, CommonOptions.Out,
        };
        command.SetAction(async (parsed, _) =>
        {
            var journal = context.Get<IRunJournal>();
            var summary = await RunFinder.FindAsync(journal, parsed.GetRequiredValue(name), context.Cancellation);
            var run = (await journal.FindAsync(summary.Id, context.Cancellation))!;
            var (request, kept) = await context.Get<Reruns>().PrepareAsync(run, parsed.GetValue(from), CommonOptions.PlanValues(parsed), context.Cancellation);
            return await new RunPresenter(context)
            {
                Json = parsed.GetValue(CommonOptions.Json),
                OutFolder = parsed.GetValue(CommonOptions.Out),
            }.StartAsync(request with { User = null, Options = request.Options with { DeadlineSeconds = parsed.GetValue(deadline) ?? request.Options.DeadlineSeconds } }, kept);
        });
        return command;
    }
}
