using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Cli.Running;
using Planner.Cli.Views;
using Planner.Runs;
using Planner.Serialization;

namespace Planner.Cli.Commands;

/// <summary><c>planner explain</c>: why a step got its model, every term of every candidate's score.</summary>
internal static class ExplainCommand
{
    public static Command Create(CliContext context)
    {
        var run = new Argument<string>("RUN") { Description = "The run's id, the beginning of it, or last" };
        var name = new Argument<string>("STEP") { Description = "The step, such as s1" };
        var command = new Command("explain", "Show why a step got its model: all candidates, all terms of their scores") { run, name, CommonOptions.Json };
        command.SetAction(async (parsed, _) =>
        {
            var journal = context.Get<IRunJournal>();
            var summary = await RunFinder.FindAsync(journal, parsed.GetRequiredValue(run), context.Cancellation);
            var state = (await journal.FindAsync(summary.Id, context.Cancellation))!;
            var id = parsed.GetRequiredValue(name);
            var step = state.Step(id)
                ?? throw new CommandLineException(!state.Steps.Any()
                    ? "The run has no steps: it ended before it was planned."
                    : $"The run has no step '{id}'. Its steps are {string.Join(", ", state.Steps.Select(other => other.Step.Id))}.");
            if (step.Match is not { } match)
            {
                throw new CommandLineException($"Step '{id}' was not matched to models: the run ended before it.");
            }

            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(Json(step, match));
            }
            else
            {
                context.Write(new Line().Add(id, StatusStyle.Strong).Pad(2).Add(step.Step.Task, StatusStyle.Active).Pad(2).Add(step.Step.Instruction));
                context.Write([new Line().Add(match.Reason), new Line(), .. ScoreTable.Draw(match.Candidates, context.Console.Profile.Width)]);
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static JsonObject Json(StepState step, Matching.ModelMatch match) => new()
    {
        ["step"] = step.Step.Id,
        ["task"] = step.Step.Task,
        ["reason"] = match.Reason,
        ["candidates"] = new JsonArray([.. match.Candidates.Select(candidate => new JsonObject
        {
            ["id"] = candidate.ModelId,
            ["score"] = Math.Round(candidate.Score, 4),
            ["runnable"] = candidate.Runnable,
            ["through"] = candidate.Through,
            ["terms"] = JsonSerializer.SerializeToNode(candidate.Terms, PlannerJson.Context.IReadOnlyListScoreTerm),
        })]),
    };
}
