using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Cli.Running;
using Planner.Cli.Views;
using Planner.Runs;
using Planner.Serialization;
using Planner.Statistics;

namespace Planner.Cli.Commands;

/// <summary><c>planner rate</c>: says whether what a run gave was good; models are chosen by it from then on.</summary>
internal static class RateCommand
{
    private static readonly string[] Verdicts = ["good", "bad"];

    public static Command Create(CliContext context)
    {
        var run = new Argument<string>("RUN") { Description = "The run's id, the beginning of it, or last" };
        var verdict = new Argument<string>("VERDICT") { Description = "good or bad" };
        verdict.AcceptOnlyFromAmong(Verdicts);
        var step = new Option<string?>("--step") { Description = "Only this step, such as s2; all steps share the rating when left out", HelpName = "STEP" };
        var note = new Option<string?>("--note") { Description = "Words to it, kept with the rating", HelpName = "WORDS" };
        var command = new Command("rate", "Say whether a result was good; models are chosen by it") { run, verdict, step, note, CommonOptions.Json };
        command.SetAction(async (parsed, _) =>
        {
            var journal = context.Get<IRunJournal>();
            var summary = await RunFinder.FindAsync(journal, parsed.GetRequiredValue(run), context.Cancellation);
            var state = (await journal.FindAsync(summary.Id, context.Cancellation))!;
            var good = parsed.GetRequiredValue(verdict) == Verdicts[0];
            var ratings = await context.Get<RunRatings>().RateAsync(state, parsed.GetValue(step), good, parsed.GetValue(note), Caller.Local, context.Cancellation);
            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(new JsonObject { ["items"] = JsonSerializer.SerializeToNode(ratings, PlannerJson.Context.IReadOnlyListRating) });
            }
            else
            {
                context.Write(ratings.Select(rating => new Line().Add(good ? "+ " : "- ", good ? StatusStyle.Good : StatusStyle.Bad)
                    .AddCell(rating.StepId, 6, StatusStyle.Dim).Add(rating.Model, StatusStyle.Strong).Pad(2).Add(rating.Task)));
            }

            return ExitCodes.Ok;
        });
        return command;
    }
}
