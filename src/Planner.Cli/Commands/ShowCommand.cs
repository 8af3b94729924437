using System.CommandLine;
using Planner.Artifacts;
using Planner.Cli.Running;
using Planner.Cli.Views;
using Planner.Runs;

namespace Planner.Cli.Commands;

/// <summary><c>planner show</c>: a run from the journal alone.</summary>
internal static class ShowCommand
{
    public static Command Create(CliContext context)
    {
        var name = new Argument<string>("RUN") { Description = "The run's id, the beginning of it, or last" };
        var why = new Option<bool>("--why") { Description = "Say under each step why its model was chosen" };
        var values = new Option<bool>("--values") { Description = "Print what each step gave" };
        var command = new Command("show", "Show a run again: its plan, states, answer and files") { name, why, values, CommonOptions.Json, CommonOptions.Out };
        command.SetAction(async (parsed, _) =>
        {
            var journal = context.Get<IRunJournal>();
            var summary = await RunFinder.FindAsync(journal, parsed.GetRequiredValue(name), context.Cancellation);
            var run = (await journal.FindAsync(summary.Id, context.Cancellation))!;
            var paths = parsed.GetValue(CommonOptions.Out) is { } folder
                ? await ArtifactExport.SaveAsync(
                    context.Get<ArtifactStore>(), run.Made, Path.GetFullPath(folder, context.WorkingDirectory), context.Cancellation)
                : null;
            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(RunReport.Of(run, paths));
            }
            else
            {
                Print(context, summary, run, paths, parsed.GetValue(why), parsed.GetValue(values));
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Print(
        CliContext context, RunSummary summary, RunState run, IReadOnlyDictionary<string, string>? paths, bool why, bool values)
    {
        var options = PlanViewOptions.Still(context) with
        {
            Interrupted = summary.Interrupted,
            Reasons = why || run.Request?.Options.PlanOnly == true,
        };
        context.Write([.. RunHead.Draw(run, options), .. PlanView.Draw(run, options)]);
        if (values)
        {
            context.Write(ValueView.Draw(run, options));
        }

        if (run.Answer.Length > 0)
        {
            context.Output.WriteLine();
            var answer = new WrappingWriter(context.Output, () => context.OutputIsTerminal ? Math.Max(context.Console.Profile.Width - 1, 20) : int.MaxValue);
            answer.Write(run.Answer);
            answer.Flush();
        }

        context.Write([new Line(), .. CitedSources.Draw(run), .. RunEnd.Draw(run, true, run.Made, paths)]);
        var id = RunEnd.Short(run.RunId);
        if (summary.Interrupted)
        {
            context.Write(new Line().Add($"It was interrupted. Go on with: planner resume {id}", StatusStyle.Warn));
        }
        else if (run.Status is RunStatus.Accepted or RunStatus.Running or RunStatus.Waiting)
        {
            context.Write(new Line().Add($"Another process works on it ({run.Status.ToString().ToLowerInvariant()}). Should that process be gone, planner resume {id} goes on in less than a minute.", StatusStyle.Active));
        }
    }
}
