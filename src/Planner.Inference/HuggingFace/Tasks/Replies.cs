using System.Globalization;
using System.Text.Json.Nodes;
using Planner.Inference.HuggingFace.Http;
using Planner.Inference.Local;
using Planner.Inference.Local.Text;
using Planner.Text;
using Planner.Values;

namespace Planner.Inference.HuggingFace.Tasks;

/// <summary>
/// Reads what hf-inference answers, in every form that was recorded: bare or in a list, nested or flat. The schemas describe one of them
/// only, and some name members that no reply has, so a reply is brought into one form first and then must have what the task gives.
/// </summary>
internal static class Replies
{
    // Joins of words as ValueText writes them: ", ".
    private const int Separator = 2;

    /// <summary>Scored labels: <c>[{label,score}]</c>, that in another list, or <c>{labels,scores}</c>.</summary>
    public static Func<TaskCall, WireReply, CancellationToken, Task<Value?>> Labels(string slot, string name = "label") => (call, reply, _) =>
    {
        var json = reply.Json is JsonArray { Count: 1 } only && only[0] is JsonObject ? only[0] : reply.Json;
        var scored = Flat(json is JsonObject columns && columns["labels"] is JsonArray names && columns["scores"] is JsonArray scores
            ? new JsonArray([.. names.Zip(scores, (label, score) => new JsonObject { ["label"] = label?.DeepClone(), ["score"] = score?.DeepClone() })])
            : json)
            .Select(item => (Label: Text(item, name)?.Trim(), Score: Number(item, "score")))
            .ToList();
        return Result(scored.Count == 0 || scored.Any(pair => pair.Label is null || pair.Score is null)
            ? null
            : StructuredResults.Labels(scored.Select(pair => (pair.Label!, pair.Score!.Value)), StructuredResults.TopK(call.Request), call.Whole(slot)));
    };

    /// <summary>Labelled spans of the text in a slot; tags like <c>B-PER</c> lose their prefix.</summary>
    public static async Task<Value?> SpansAsync(TaskCall call, WireReply reply, CancellationToken cancellationToken)
    {
        if (reply.Json is not JsonArray)
        {
            return null;
        }

        var text = await call.TextAsync("text", cancellationToken);
        var spans = new JsonArray();
        var sources = new List<ValueSource>();
        var (offset, after) = (0, 0);
        foreach (var item in Flat(reply.Json))
        {
            if ((Text(item, "entity_group") ?? Group(Text(item, "entity"))) is not { } group || Text(item, "word") is not { } word)
            {
                return null;
            }

            // Some models give no offsets; the word is then the next one like it.
            var start = (int?)Number(item, "start") ?? text.Text.IndexOf(word, Math.Min(after, text.Text.Length), StringComparison.Ordinal);
            var end = (int?)Number(item, "end") ?? start + word.Length;
            var span = new JsonObject { ["entity_group"] = group, ["word"] = word };
            if (start >= 0 && end <= text.Text.Length && start < end)
            {
                // The model's word may be in pieces ("##ing") or lower case; the text's own is right.
                word = text.Text[start..end];
                span["word"] = word;
                span["start"] = start;
                span["end"] = end;
                after = end;
                sources.AddRange(SourceMap.Of(text, new TextSpan(start, end), new TextSpan(offset, offset + word.Length)));
            }

            span["score"] = Number(item, "score") is { } score ? StructuredResults.Rounded(score) : null;
            spans.Add(span);
            offset += word.Length + Separator;
        }

        return new StructuredValue(Modality.Spans, TaskCall.Element(spans)) { Sources = sources };
    }

    /// <summary>Found objects with their boxes in pixels.</summary>
    public static Task<Value?> Boxes(TaskCall call, WireReply reply, CancellationToken cancellationToken)
    {
        if (reply.Json is not JsonArray)
        {
            return Result(null);
        }

        var found = new JsonArray();
        foreach (var item in Flat(reply.Json))
        {
            if (Text(item, "label") is not { } label || Number(item, "score") is not { } score || item["box"] is not JsonObject box
                || Edge(box, "xmin") is not { } left || Edge(box, "ymin") is not { } top || Edge(box, "xmax") is not { } right || Edge(box, "ymax") is not { } bottom)
            {
                return Result(null);
            }

            found.Add(new JsonObject
            {
                ["label"] = label,
                ["score"] = StructuredResults.Rounded(score),
                ["box"] = new JsonObject { ["xmin"] = left, ["ymin"] = top, ["xmax"] = right, ["ymax"] = bottom },
            });
        }

        return Result(new StructuredValue(Modality.Boxes, TaskCall.Element(found)) { Sources = call.Whole("image") });
    }

    /// <summary>Text in a member: <c>{member}</c>, or <c>[{member}]</c>; several are joined.</summary>
    public static Func<TaskCall, WireReply, CancellationToken, Task<Value?>> Texts(string member, string slot, Func<TaskCall, string?>? language = null) => (call, reply, _) =>
    {
        var texts = Flat(reply.Json).Select(item => Text(item, member)).ToList();
        return Result(texts.Count == 0 || texts.Contains(null)
            ? null
            : new TextValue(string.Join("\n", texts).Trim(), language?.Invoke(call)) { Sources = call.Whole(slot) });
    };

    /// <summary>The best answer, or the best <c>top_k</c>, of <c>{answer,score?}</c> or a list of them; with its place in the context where it has one.</summary>
    public static Func<TaskCall, WireReply, CancellationToken, Task<Value?>> Answers(string slot) => async (call, reply, cancellationToken) =>
    {
        var context = slot == "context" ? await call.TextAsync(slot, cancellationToken) : null;
        var answers = new List<Value>();
        foreach (var item in Flat(reply.Json).Take(StructuredResults.TopK(call.Request) ?? 1))
        {
            if (Text(item, "answer") is not { } answer)
            {
                return null;
            }

            answers.Add(new TextValue(answer.Trim(), context?.Language)
            {
                Sources = Place(item, answer.Trim(), context) ?? call.Whole(slot),
                Confidence = Number(item, "score") is { } score ? StructuredResults.Rounded(score) : null,
            });
        }

        return answers switch { [] => null, [var only] => only, _ => new ListValue(answers) };
    };

    /// <summary>Numbers, one for each text of a slot.</summary>
    public static Func<TaskCall, WireReply, CancellationToken, Task<Value?>> Scores(string slot) => (call, reply, _) =>
        Result(reply.Json is JsonArray { Count: > 0 } list && list.All(item => AsNumber(item) is not null)
            ? StructuredResults.Numbers(Modality.Scores, list.Select(item => AsNumber(item)!.Value), call.Whole(slot))
            : null);

    /// <summary>A vector: numbers, nested one to four deep. Lists of one are taken off; what is left is one vector, or one for each token.</summary>
    public static Task<Value?> Vector(TaskCall call, WireReply reply, CancellationToken cancellationToken)
    {
        var vector = reply.Json;
        while (vector is JsonArray { Count: 1 } outer && outer[0] is JsonArray inner)
        {
            vector = inner;
        }

        return Result(vector is JsonArray { Count: > 0 } found && IsNumbers(found, 4)
            ? new StructuredValue(Modality.Vector, TaskCall.Element(found)) { Sources = call.Whole("text") }
            : null);
    }

    /// <summary>The objects in a reply, however deep the lists are that they stand in.</summary>
    public static IEnumerable<JsonObject> Flat(JsonNode? json) => json switch
    {
        JsonObject item => [item],
        JsonArray list => list.SelectMany(Flat),
        _ => [],
    };

    /// <summary>A member that is text; a number is taken as its digits.</summary>
    public static string? Text(JsonObject item, string name) => item[name] switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonValue value when AsNumber(value) is { } number => number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>A member that is a number.</summary>
    public static double? Number(JsonObject item, string name) => AsNumber(item[name]);

    /// <summary>A number, also one in quotes, as some servers write them.</summary>
    public static double? AsNumber(JsonNode? node) =>
        node is not JsonValue value ? null
        : value.TryGetValue<double>(out var number) ? number
        : value.TryGetValue<string>(out var text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) ? read
        : null;

    /// <summary>A value that is at hand.</summary>
    public static Task<Value?> Result(Value? value) => Task.FromResult(value);

    private static bool IsNumbers(JsonArray list, int depth) =>
        list.All(item => item is JsonArray inner ? depth > 1 && IsNumbers(inner, depth - 1) : AsNumber(item) is not null);

    private static int? Edge(JsonObject box, string name) => Number(box, name) is { } edge && double.IsFinite(edge) ? (int)Math.Round(edge) : null;

    private static string? Group(string? tag) => tag is [('B' or 'I'), '-', _, ..] ? tag[2..] : tag;

    private static List<ValueSource>? Place(JsonObject item, string answer, TextValue? context) =>
        context is not null && Number(item, "start") is { } start && Number(item, "end") is { } end
        && start >= 0 && start < end && end <= context.Text.Length && context.Sources.Count > 0
            ? [.. SourceMap.Of(context, new TextSpan((int)start, (int)end), new TextSpan(0, answer.Length))]
            : null;
}
