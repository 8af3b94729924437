using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Planning;
using Planner.Runs;
using Planner.Serialization;

namespace Planner.Evaluation;

/// <summary>A plan after reading, mending and checking.</summary>
/// <param name="Id">The sample's id.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Plan">The plan that would run; without steps when none would.</param>
/// <param name="Mends">What was mended.</param>
/// <param name="Problems">What could not be mended in what the controller wrote.</param>
public sealed record RepairedPlan(string Id, RepairOutcome Outcome, Plan Plan, IReadOnlyList<PlanMended> Mends, IReadOnlyList<string> Problems)
{
    /// <summary>The tasks, a step each.</summary>
    public IReadOnlyList<string> Nodes => [.. Plan.Steps.Select(step => step.Task)];

    /// <summary>Which task's value goes into which: pairs of tasks, each once.</summary>
    public IReadOnlyList<(string From, string To)> Links
    {
        get
        {
            var tasks = Plan.Steps.ToDictionary(step => step.Id, step => step.Task, StringComparer.Ordinal);
            return [.. Plan.Steps
                .SelectMany(step => step.Inputs.Values.SelectMany(input => input.References).Concat(step.ForEach?.References ?? [])
                    .Where(reference => tasks.ContainsKey(reference.Target))
                    .Select(reference => (tasks[reference.Target], step.Task)))
                .Distinct()];
        }
    }

    /// <summary><c>id, outcome, nodes, links, mends, problems, steps</c>.</summary>
    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["outcome"] = JsonNamingPolicy.CamelCase.ConvertName(Outcome.ToString()),
        ["nodes"] = new JsonArray([.. Nodes.Select(node => (JsonNode)node)]),
        ["links"] = new JsonArray([.. Links.Select(link => new JsonArray(link.From, link.To))]),
        ["mends"] = new JsonArray([.. Mends.Select(mend => new JsonObject { ["stepId"] = mend.StepId, ["before"] = mend.Before, ["after"] = mend.After, ["why"] = mend.Why })]),
        ["problems"] = new JsonArray([.. Problems.Select(problem => (JsonNode)problem)]),
        ["steps"] = new JsonArray([.. Plan.Steps.Select(step => JsonSerializer.SerializeToNode(step, PlannerJson.Context.PlanStep))]),
    };
}
