using System.Text.Json.Nodes;
using Planner.Catalog;
using Planner.Planning;
using Planner.Planning.Lexical;
using Planner.Planning.Mending;
using Planner.Runs;

namespace Planner.Evaluation;

/// <summary>Measures reading, mending and checking on plans as controllers wrote them, without a controller to ask again.</summary>
public static class RepairEvaluation
{
    /// <summary>Measures on a file.</summary>
    /// <param name="dataPath">JSON lines, see <see cref="RepairSample.Load"/>.</param>
    /// <param name="toolsPath">A task list that restricts and names the tasks, see <see cref="OutsideTasks.Load"/>; null: <paramref name="taxonomy"/> itself.</param>
    /// <param name="goldPath">Labelled requests, see <see cref="PlanningSample.Load"/>; those that share an id with a plan are compared. Null: none.</param>
    /// <param name="taxonomy">The known tasks.</param>
    /// <param name="options">How sure the embedded controller must be for its plan to stand in.</param>
    /// <param name="limits">How large a plan may be.</param>
    /// <exception cref="FormatException">The data can't be read.</exception>
    /// <exception cref="CatalogException">The task list can't be read.</exception>
    public static RepairReport Run(string dataPath, string? toolsPath, string? goldPath, TaskTaxonomy taxonomy, ControllerOptions options, PlanLimits limits)
    {
        ArgumentNullException.ThrowIfNull(options);
        var tasks = toolsPath is null ? taxonomy : OutsideTasks.Load(toolsPath, taxonomy);
        var samples = RepairSample.Load(dataPath);
        var plans = samples.Select(sample => Repair(sample, tasks, options, limits)).ToList();
        var gold = goldPath is null ? [] : PlanningSample.Load(goldPath).GroupBy(sample => sample.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var (before, after) = (new Tallies(), new Tallies());
        foreach (var (sample, plan) in samples.Zip(plans).Where(pair => gold.ContainsKey(pair.First.Id)))
        {
            var (nodes, links) = AsWritten(sample);
            before.Add(gold[sample.Id], nodes, links, confidence: null, tasks);
            after.Add(gold[sample.Id], plan.Nodes, plan.Links, confidence: null, tasks);
        }

        return samples.Any(sample => gold.ContainsKey(sample.Id)) ? new RepairReport(plans, before.Report(0, 0).All, after.Report(0, 0).All) : new RepairReport(plans, null, null);
    }

    /// <summary>Reads, mends and checks one plan.</summary>
    internal static RepairedPlan Repair(RepairSample sample, TaskTaxonomy tasks, ControllerOptions options, PlanLimits limits)
    {
        try
        {
            var request = new Request { Text = sample.Request, Options = new RequestOptions { PlanOnly = true } };
            var embedded = LexicalPlanner.Draft(request, tasks);
            var files = NamedFiles.In(request, tasks);
            var checker = new PlanChecker(tasks, [], files, limits);
            var mender = new PlanMender(tasks, checker, sample.Request);
            var mends = new List<PlanMended>();
            var reader = new PlanReader(files, [], mends.Add);
            var steps = (List<PlanStep>)[.. reader.Feed(sample.Reply), .. reader.Complete()];
            for (var i = 0; i < steps.Count; i++)
            {
                steps[i] = mender.Place([.. steps.Where((_, place) => place != i)], steps[i]);
            }

            var unread = reader.Problems.Select(problem => problem.Message).ToList();
            if (mends.Count == 0 && unread.Count == 0 && steps.TrueForAll(step => step.FedBy.Count == 0) && checker.Check(new Plan(steps)).Count == 0)
            {
                return new RepairedPlan(sample.Id, RepairOutcome.Valid, new Plan(steps), [], []);
            }

            var mended = mender.Mend([], steps);
            var plan = new Plan(mended.Steps);
            var problems = (List<string>)[.. unread, .. checker.Check(plan).Select(problem => problem.Message)];
            if (problems.Count == 0)
            {
                return new RepairedPlan(sample.Id, RepairOutcome.Mended, plan, [.. mends, .. mended.Mends], []);
            }

            return embedded.Confidence >= options.RescueConfidence && checker.Check(new Plan(embedded.Steps)).Count == 0
                ? new RepairedPlan(sample.Id, RepairOutcome.Replaced, new Plan(embedded.Steps), [], problems)
                : new RepairedPlan(sample.Id, RepairOutcome.Rejected, new Plan([]), [.. mends, .. mended.Mends], problems);
        }
        catch (Exception exception)
        {
            return new RepairedPlan(sample.Id, RepairOutcome.Crashed, new Plan([]), [], [exception.ToString()]);
        }
    }

    // The names of tasks and links as they stand in the reply; only plans in TaskBench's form can be told before they are read.
    private static (IReadOnlyList<string> Nodes, IReadOnlyList<(string From, string To)> Links) AsWritten(RepairSample sample)
    {
        var json = JsonNode.Parse(sample.Reply) as JsonObject;
        IEnumerable<JsonObject> Objects(string name) => (json?[name] as JsonArray ?? []).OfType<JsonObject>();
        return (
            [.. Objects("task_nodes").Select(node => $"{node["task"]}")],
            [.. Objects("task_links").SelectMany(link => link["target"] is JsonArray several ? several.Select(end => ($"{link["source"]}", $"{end}")) : [($"{link["source"]}", $"{link["target"]}")])]);
    }
}
