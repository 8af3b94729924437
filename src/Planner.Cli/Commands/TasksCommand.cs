using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Catalog;
using Planner.Cli.Views;
using Planner.Matching;
using Planner.Serialization;
using Planner.Values;

namespace Planner.Cli.Commands;

/// <summary><c>planner tasks</c>: what can be planned, and what can run.</summary>
internal static class TasksCommand
{
    public static Command Create(CliContext context)
    {
        var runnable = new Option<bool>("--runnable") { Description = "Only tasks that something here can run now" };
        var command = new Command("tasks", "List the kinds of subtask, and what runs them here") { runnable, CommonOptions.Json };
        command.SetAction((parsed, _) =>
        {
            var search = context.Get<IModelSearch>();
            var tasks = context.Get<TaskTaxonomy>().Tasks
                .Where(task => !task.Unplannable)
                .Select(task => (Task: task, Best: Best(search, task)))
                .Where(pair => pair.Best is not null || !parsed.GetValue(runnable))
                .ToList();
            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(new JsonObject { ["items"] = new JsonArray([.. tasks.Select(pair => Json(pair.Task, pair.Best))]) });
            }
            else
            {
                context.Write(Rows(tasks, context.Console.Profile.Width));
            }

            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }

    private static FoundModel? Best(IModelSearch search, TaskType task) =>
        search.Search(new ModelQuery { Task = task.Id, RunnableOnly = true, Limit = 1 }) is [var best, ..] ? best : null;

    private static IEnumerable<Line> Rows(List<(TaskType Task, FoundModel? Best)> tasks, int width)
    {
        var id = tasks.Select(pair => pair.Task.Id.Length).DefaultIfEmpty().Max();
        foreach (var group in tasks.GroupBy(pair => pair.Task.Group))
        {
            yield return new Line().Add(group.Key, StatusStyle.Active);
            foreach (var (task, best) in group)
            {
                var line = new Line().Add(best is null ? "  " : "✔ ", StatusStyle.Good).AddCell(task.Id, id, StatusStyle.Strong).Pad(2)
                    .AddCell($"{string.Join(", ", task.Inputs.Where(slot => slot.Required).Select(slot => slot.Accepts[0].Name()))} → {task.Output.Name()}", 24).Pad(2)
                    .AddCell(best?.Card.Id ?? "", 28, StatusStyle.Active).Pad(2);
                yield return line.Add(Line.Fit(TerminalText.OneLine(task.Description), Math.Max(width - line.Cells, 0)), StatusStyle.Dim);
            }
        }
    }

    private static JsonObject Json(TaskType task, FoundModel? best)
    {
        var json = JsonSerializer.SerializeToNode([task], PlannerJson.Context.IReadOnlyListTaskType)![0]!.DeepClone().AsObject();
        json.Remove("cues");
        json["runnable"] = best is not null;
        json["model"] = best?.Card.Id;
        json["through"] = best?.Candidate.Through;
        return json;
    }
}
