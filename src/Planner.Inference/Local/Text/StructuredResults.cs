using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Values;

namespace Planner.Inference.Local.Text;

/// <summary>Writes results in the forms of <see cref="Modality"/>.</summary>
internal static class StructuredResults
{
    // More digits than these say nothing.
    private const int Digits = 4;

    /// <summary>Labels with their scores, best first; the confidence is that of the best.</summary>
    /// <param name="scored">The labels.</param>
    /// <param name="most">How many to give; null: all.</param>
    /// <param name="sources">Where the text comes from.</param>
    public static StructuredValue Labels(IEnumerable<(string Label, double Score)> scored, int? most, IReadOnlyList<ValueSource> sources)
    {
        var best = scored.OrderByDescending(pair => pair.Score).Take(most ?? int.MaxValue).ToArray();
        return new StructuredValue(
            Modality.Labels,
            Element(new JsonArray([.. best.Select(pair => new JsonObject { ["label"] = pair.Label, ["score"] = Rounded(pair.Score) })])))
        {
            Sources = SourceMap.Whole(sources),
            Confidence = best.Length == 0 ? null : Rounded(best[0].Score),
        };
    }

    /// <summary>Numbers in their order.</summary>
    public static StructuredValue Numbers(Modality shape, IEnumerable<double> numbers, IReadOnlyList<ValueSource> sources, int digits = Digits) =>
        new(shape, Element(new JsonArray([.. numbers.Select(number => (JsonNode)Math.Round(number, digits))]))) { Sources = SourceMap.Whole(sources) };

    /// <summary>JSON as a value holds it.</summary>
    public static JsonElement Element(JsonNode node)
    {
        using var document = JsonDocument.Parse(node.ToJsonString());
        return document.RootElement.Clone();
    }

    /// <summary>A score with as many digits as mean something.</summary>
    public static double Rounded(double score) => Math.Round(Math.Clamp(score, 0, 1), Digits);

    /// <summary>The parameter <c>top_k</c>, at least 1; null when it is not given.</summary>
    public static int? TopK(InferenceRequest request) => request.Number("top_k") is { } top ? (int)Math.Clamp(top, 1, int.MaxValue) : null;
}
