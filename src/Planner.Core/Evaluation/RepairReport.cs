using System.Text.Json.Nodes;

namespace Planner.Evaluation;

/// <summary>The outcome of <see cref="RepairEvaluation"/>.</summary>
/// <param name="Plans">Each plan, in the file's order.</param>
/// <param name="Before">The figures of the plans as written, against gold; null without gold.</param>
/// <param name="After">The figures of what would run.</param>
public sealed record RepairReport(IReadOnlyList<RepairedPlan> Plans, PlanningFigures? Before, PlanningFigures? After)
{
    /// <summary>The share of plans with that outcome, in percent.</summary>
    public double Percent(params IEnumerable<RepairOutcome> outcomes) =>
        Plans.Count == 0 ? 0 : Math.Round(100.0 * Plans.Count(plan => outcomes.Contains(plan.Outcome)) / Plans.Count, 2);

    /// <summary>
    /// <c>inputs</c> (a count), <c>valid_as_written, executable, mended, replaced, rejected, crashed</c> (percent of the inputs; executable
    /// are the first and the two after it together), and with gold <c>before</c> and <c>after</c> with <c>samples, node_f1, edge_f1</c>.
    /// </summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["inputs"] = Plans.Count,
            ["valid_as_written"] = Percent(RepairOutcome.Valid),
            ["executable"] = Percent(RepairOutcome.Valid, RepairOutcome.Mended, RepairOutcome.Replaced),
            ["mended"] = Percent(RepairOutcome.Mended),
            ["replaced"] = Percent(RepairOutcome.Replaced),
            ["rejected"] = Percent(RepairOutcome.Rejected),
            ["crashed"] = Percent(RepairOutcome.Crashed),
        };
        if (Before is not null && After is not null)
        {
            json["before"] = Json(Before);
            json["after"] = Json(After);
        }

        return json;
    }

    private static JsonObject Json(PlanningFigures figures) => new()
    {
        ["samples"] = figures.Samples,
        ["node_f1"] = Math.Round(figures.NodeF1, 2),
        ["edge_f1"] = Math.Round(figures.EdgeF1, 2),
    };
}
