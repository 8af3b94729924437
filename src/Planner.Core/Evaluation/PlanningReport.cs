using System.Text.Json.Nodes;

namespace Planner.Evaluation;

/// <summary>The outcome of <see cref="PlanningEvaluation"/>.</summary>
/// <param name="All">The figures over all samples.</param>
/// <param name="ByLanguage">The figures for each language.</param>
/// <param name="ByType">The figures for singles, chains and graphs.</param>
/// <param name="P50Milliseconds">Half of the requests were planned within this time.</param>
/// <param name="P95Milliseconds">95 of 100 requests were planned within this time.</param>
public sealed record PlanningReport(
    PlanningFigures All,
    IReadOnlyDictionary<string, PlanningFigures> ByLanguage,
    IReadOnlyDictionary<string, PlanningFigures> ByType,
    double P50Milliseconds,
    double P95Milliseconds)
{
    /// <summary>
    /// <c>samples, node_f1, edge_f1</c> (percent), <c>p50_ms, p95_ms</c>, and <c>by_language</c>, <c>by_type</c> with the first three each.
    /// </summary>
    public JsonObject ToJson()
    {
        var json = Json(All);
        json["p50_ms"] = Math.Round(P50Milliseconds, 3);
        json["p95_ms"] = Math.Round(P95Milliseconds, 3);
        json["by_language"] = Json(ByLanguage);
        json["by_type"] = Json(ByType);
        return json;
    }

    private static JsonObject Json(PlanningFigures figures) => new()
    {
        ["samples"] = figures.Samples,
        ["node_f1"] = Math.Round(figures.NodeF1, 2),
        ["edge_f1"] = Math.Round(figures.EdgeF1, 2),
    };

    private static JsonObject Json(IReadOnlyDictionary<string, PlanningFigures> groups) =>
        new(groups.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Json(pair.Value))));
}
