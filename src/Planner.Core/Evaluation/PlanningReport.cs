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
    /// <summary>How good the plans are above each threshold of confidence.</summary>
    public IReadOnlyList<CoverageRow> Coverage { get; init; } = [];

    /// <summary>
    /// <c>samples, node_f1, edge_f1</c> (percent), <c>p50_ms, p95_ms</c>, and <c>by_language</c>, <c>by_type</c> with the first three each;
    /// <c>coverage</c>, a list of <c>threshold, coverage, right, confidence, samples, node_f1, edge_f1</c> (percent but for the threshold).
    /// </summary>
    public JsonObject ToJson()
    {
        var json = Json(All);
        json["p50_ms"] = Math.Round(P50Milliseconds, 3);
        json["p95_ms"] = Math.Round(P95Milliseconds, 3);
        json["by_language"] = Json(ByLanguage);
        json["by_type"] = Json(ByType);
        json["coverage"] = new JsonArray([.. Coverage.Select(row => (JsonNode?)Json(row))]);
        return json;
    }

    private static JsonObject Json(CoverageRow row)
    {
        var json = Json(row.Figures);
        json["threshold"] = row.Threshold;
        json["coverage"] = Math.Round(row.CoveragePercent, 2);
        json["right"] = Math.Round(row.RightPercent, 2);
        json["confidence"] = Math.Round(row.ConfidencePercent, 2);
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
