using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Inference.OpenAI;
using Planner.Values;

namespace Planner.Inference.Prompts;

/// <summary>Says whether a reply has the form that a task's output has, and reads it. Lenient about fences and prose around JSON, strict about the JSON.</summary>
internal static class ReplyForm
{
    /// <summary>Whether replies of that form can be read.</summary>
    public static bool IsKnown(Modality output) => output is Modality.Text or Modality.Any or Modality.Labels or Modality.Spans or Modality.Scores or Modality.Boxes;

    /// <summary>The value, or null and what is wrong, as the end of a sentence that begins with "the reply".</summary>
    public static Value? Read(Modality output, string reply, PromptInputs inputs, out string? problem)
    {
        problem = null;
        if (output is Modality.Text or Modality.Any)
        {
            var text = reply.Trim();
            problem = text.Length == 0 ? "is empty" : null;
            return problem is null ? new TextValue(text) : null;
        }

        if (Array(reply) is not { } json)
        {
            problem = "has no JSON array";
            return null;
        }

        return output switch
        {
            Modality.Labels => Labels(json, inputs.Items, out problem),
            Modality.Spans => Spans(json, inputs.Text, out problem),
            Modality.Boxes => BoxReply.Read(json, inputs.Items, inputs.Size!.Value, out problem) is { } boxes ? Structured(Modality.Boxes, [.. boxes.Select(box => box!.DeepClone())]) : null,
            _ => Scores(json, inputs.Items.Count, out problem),
        };
    }

    /// <summary>The element's score from 0 to 1; null when it has none.</summary>
    public static double? Score(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("score", out var score) && score.ValueKind == JsonValueKind.Number ? Bounded(score) : null;

    // The first stretch that is an array; models like to say something before and after.
    private static JsonElement? Array(string reply)
    {
        for (var start = reply.IndexOf('['); start >= 0; start = reply.IndexOf('[', start + 1))
        {
            for (var end = reply.LastIndexOf(']'); end > start; end = reply.LastIndexOf(']', end - 1))
            {
                if (LenientJson.Parse(reply[start..(end + 1)]) is { ValueKind: JsonValueKind.Array } json)
                {
                    return json;
                }
            }
        }

        return null;
    }

    private static StructuredValue? Labels(JsonElement json, IReadOnlyList<string> allowed, out string? problem)
    {
        var labels = new List<(string Label, double Score)>();
        foreach (var item in json.EnumerateArray())
        {
            if (LenientJson.TextOf(item, "label") is not { Length: > 0 } label || Score(item) is not { } score)
            {
                problem = "has an element that is not {\"label\": text, \"score\": number from 0 to 1}";
                return null;
            }

            var known = allowed.FirstOrDefault(candidate => candidate.Equals(label.Trim(), StringComparison.OrdinalIgnoreCase));
            if (allowed.Count > 0 && known is null)
            {
                problem = $"has the label \"{label}\", which is not among the given ones ({string.Join(", ", allowed)})";
                return null;
            }

            labels.Add((known ?? label.Trim(), score));
        }

        problem = labels.Count == 0 ? "has no label" : null;
        return problem is not null ? null : Structured(
            Modality.Labels,
            labels.OrderByDescending(pair => pair.Score).Select(JsonNode? (pair) => new JsonObject { ["label"] = pair.Label, ["score"] = pair.Score }));
    }

    // Models can't count characters: they name the words, and where they stand is looked up, one occurrence after another.
    private static StructuredValue? Spans(JsonElement json, string text, out string? problem)
    {
        var found = new List<JsonNode?>();
        var from = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in json.EnumerateArray())
        {
            if (LenientJson.TextOf(item, "word") is not { Length: > 0 } word || LenientJson.TextOf(item, "entity_group") is not { Length: > 0 } group)
            {
                problem = "has an element that is not {\"entity_group\": text, \"word\": text}";
                return null;
            }

            var at = text.IndexOf(word, from.GetValueOrDefault(word), StringComparison.Ordinal);
            at = at < 0 ? text.IndexOf(word, StringComparison.Ordinal) : at;
            if (at < 0)
            {
                problem = $"names \"{word}\", which does not stand in the text like that";
                return null;
            }

            from[word] = at + word.Length;
            found.Add(new JsonObject { ["entity_group"] = group, ["word"] = word, ["start"] = at, ["end"] = at + word.Length, ["score"] = Score(item) ?? 1 });
        }

        problem = null;
        return Structured(Modality.Spans, found.OrderBy(span => span!["start"]!.GetValue<int>()));
    }

    private static StructuredValue? Scores(JsonElement json, int count, out string? problem)
    {
        var scores = json.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number ? Bounded(item) : Score(item)).ToList();
        problem = scores.Count != count ? $"has {scores.Count} numbers for {count} texts" : scores.Contains(null) ? "has an element that is no number from 0 to 1" : null;
        return problem is null ? Structured(Modality.Scores, scores.Select(JsonNode? (score) => JsonValue.Create(score!.Value))) : null;
    }

    private static double? Bounded(JsonElement number) => number.GetDouble() is >= 0 and <= 1 and var value ? value : null;

    private static StructuredValue Structured(Modality shape, IEnumerable<JsonNode?> items) =>
        new(shape, JsonSerializer.SerializeToElement(new JsonArray([.. items])));
}
