using System.CommandLine;
using Planner.Cli.Running;
using Planner.Planning;
using Planner.Runs;
using Planner.SavedPlans;

namespace Planner.Cli.Commands;

/// <summary><c>planner save RUN as NAME</c>: keeps a plan that did well.</summary>
internal static class SaveCommand
{
    public static Command Create(CliContext context)
    {
        var words = new Argument<string[]>("RUN as NAME") { Description = "The run's id, the beginning of it, or last; then what its plan is to be called", Arity = new ArgumentArity(2, 3) };
        var description = new Option<string?>("--description") { Description = "What the plan does; agents choose it by that. Without it, the run's own words", HelpName = "TEXT" };
        var command = new Command("save", "Save a run's plan under a name, to be run again with planner run NAME") { words, description, CommonOptions.Json };
        command.SetAction(async (parsed, _) =>
        {
            var (asked, name) = parsed.GetRequiredValue(words) switch
            {
                [var run, "as", var last] => (run, last),
                [var run, var last] when last != "as" => (run, last),
                _ => throw new CommandLineException("Write it as planner save RUN as NAME, such as planner save last as invoice-to-spanish."),
            };
            var journal = context.Get<IRunJournal>();
            var summary = await RunFinder.FindAsync(journal, asked, context.Cancellation);
            var plan = SavedPlan.Of(name, (await journal.FindAsync(summary.Id, context.Cancellation))!, parsed.GetValue(description));
            var saved = context.Get<SavedPlanStore>().Save(plan);
            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(SavedCommand.Json(saved));
            }
            else
            {
                await context.Error.WriteLineAsync($"Saved {saved.Name}, version {saved.Version}. Run it with: {SavedCommand.Usage(saved, context.Get<PlanParameters>())}");
            }

            return ExitCodes.Ok;
        });
        return command;
    }
}
