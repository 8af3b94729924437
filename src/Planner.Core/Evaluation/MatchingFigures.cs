using System.Text.Json.Nodes;

namespace Planner.Evaluation;

/// <summary>How well a search finds the wanted models, in percent.</summary>
/// <param name="Domain1">How often the first model does the wanted task.</param>
/// <param name="Recall1">How often the wanted model is the first.</param>
/// <param name="Recall5">How often it is among the first five.</param>
/// <param name="Recall10">How often it is among the first ten.</param>
/// <param name="Mrr10">The mean of 1 / place, 0 beyond the tenth.</param>
public sealed record MatchingFigures(Percentage Domain1, Percentage Recall1, Percentage Recall5, Percentage Recall10, Percentage Mrr10)
{
    /// <summary>The names as they are printed, with the figures.</summary>
    public IReadOnlyList<(string Name, Percentage Value)> Named =>
        [("domain@1", Domain1), ("recall@1", Recall1), ("recall@5", Recall5), ("recall@10", Recall10), ("mrr@10", Mrr10)];

    /// <summary>Each figure under its name, and under <c>ci95</c> its interval.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject(Named.Select(figure => KeyValuePair.Create(figure.Name, (JsonNode?)Math.Round(figure.Value.Value, 2))));
        json["ci95"] = new JsonObject(Named.Select(figure => KeyValuePair.Create(
            figure.Name, (JsonNode?)new JsonArray(Math.Round(figure.Value.Low, 2), Math.Round(figure.Value.High, 2)))));
        return json;
    }
}
