using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Inference.Local.Images;
using Planner.Inference.OpenAI;

namespace Planner.Inference.Prompts;

/// <summary>
/// Reads boxes as chat models write them, from 0 to 1000 along each edge of the image: <c>box</c> with named edges, as the prompt asks; <c>box_2d</c>
/// (ymin, xmin, ymax, xmax), as Gemini was taught; <c>bbox_2d</c> (xmin, ymin, xmax, ymax), as Qwen-VL was.
/// </summary>
internal static class BoxReply
{
    private const double Full = 1000;
    private static readonly string[] Names = ["xmin", "ymin", "xmax", "ymax"];

    /// <summary>The found objects with boxes in pixels; null and what is wrong, as the end of a sentence that begins with "the reply".</summary>
    public static JsonArray? Read(JsonElement json, IReadOnlyList<string> allowed, ImageSize size, out string? problem)
    {
        var found = new JsonArray();
        foreach (var item in json.EnumerateArray())
        {
            if (LenientJson.TextOf(item, "label")?.Trim() is not { Length: > 0 } label || Edges(item) is not { } edges)
            {
                problem = "has an element that is not {\"label\": text, \"score\": number from 0 to 1, \"box\": {\"xmin\", \"ymin\", \"xmax\", \"ymax\"}}";
                return null;
            }

            var known = allowed.FirstOrDefault(candidate => candidate.Equals(label, StringComparison.OrdinalIgnoreCase));
            if (allowed.Count > 0 && known is null)
            {
                problem = $"has the label \"{label}\", which is not among the given ones ({string.Join(", ", allowed)})";
                return null;
            }

            if (edges.Any(edge => edge is < 0 or > Full) || edges[0] >= edges[2] || edges[1] >= edges[3])
            {
                problem = $"has a box for \"{label}\" whose edges are not numbers from 0 to 1000 with xmin < xmax and ymin < ymax";
                return null;
            }

            found.Add(new JsonObject
            {
                ["label"] = known ?? label,
                ["score"] = ReplyForm.Score(item) ?? 1,
                ["box"] = new JsonObject
                {
                    ["xmin"] = Pixels(edges[0], size.ShownWidth),
                    ["ymin"] = Pixels(edges[1], size.ShownHeight),
                    ["xmax"] = Math.Max(Pixels(edges[2], size.ShownWidth), Pixels(edges[0], size.ShownWidth) + 1),
                    ["ymax"] = Math.Max(Pixels(edges[3], size.ShownHeight), Pixels(edges[1], size.ShownHeight) + 1),
                },
            });
        }

        problem = null;
        return found;
    }

    // xmin, ymin, xmax, ymax.
    private static double[]? Edges(JsonElement item)
    {
        if (LenientJson.ObjectOf(item, "box") is { } box)
        {
            return Numbers([.. Names.Select(name => box.TryGetProperty(name, out var edge) ? edge : default)]);
        }

        return Numbers([.. LenientJson.ListOf(item, "bbox_2d")])
            ?? (Numbers([.. LenientJson.ListOf(item, "box_2d")]) is [var top, var left, var bottom, var right] ? [left, top, right, bottom] : null);
    }

    private static double[]? Numbers(JsonElement[] edges) =>
        edges.Length == 4 && edges.All(edge => edge.ValueKind == JsonValueKind.Number) ? [.. edges.Select(edge => edge.GetDouble())] : null;

    private static int Pixels(double thousandths, int length) => (int)Math.Round(thousandths / Full * length);
}
