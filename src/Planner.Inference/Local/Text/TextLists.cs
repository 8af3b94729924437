using System.Text.Json;
using Planner.Artifacts;
using Planner.Values;

namespace Planner.Inference.Local.Text;

/// <summary>Takes several texts from one slot.</summary>
internal static class TextLists
{
    // Every text is compared with another; more are a mistake, not a request.
    private const int Most = 2000;

    /// <summary>The texts of a slot that takes many. One text of several lines is a text for each line.</summary>
    /// <exception cref="EngineException">There is none, or media, or too many.</exception>
    public static async Task<IReadOnlyList<TextValue>> TextsAsync(InferenceRequest request, string slot, ArtifactStore store, CancellationToken cancellationToken)
    {
        var texts = new List<TextValue>();
        foreach (var value in Items(request.Inputs.GetValueOrDefault(slot)))
        {
            texts.Add(await SlotValues.TextAsync(value, request.Step.Id, slot, store, cancellationToken));
        }

        if (texts is [var only] && only.Text.Trim().Contains('\n', StringComparison.Ordinal))
        {
            texts = [.. Paragraphs(only.Text).Select(line => only with { Text = line, Sources = SourceMap.Whole(only.Sources) })];
        }

        return texts.Count switch
        {
            0 => throw EngineException.BadInput($"Step {request.Step.Id} has no '{slot}'.", "Give it at least one text."),
            > Most => throw EngineException.BadInput($"Step {request.Step.Id} has {texts.Count} '{slot}'; at most {Most} are compared.", "Give it fewer at a time."),
            _ when texts.All(text => string.IsNullOrWhiteSpace(text.Text)) =>
                throw EngineException.BadInput($"The '{slot}' of step {request.Step.Id} are empty.", "Give it some text."),
            _ => texts,
        };
    }

    /// <summary>Short names from a slot or a parameter of the same name: a list, or one text with commas, semicolons, lines or "or" between them.</summary>
    /// <exception cref="EngineException">There is none, or media.</exception>
    public static async Task<IReadOnlyList<string>> NamesAsync(InferenceRequest request, string slot, ArtifactStore store, CancellationToken cancellationToken)
    {
        var values = request.Inputs.GetValueOrDefault(slot) is { } given
            ? Items(given)
            : request.Parameters.GetValueOrDefault(slot) is { } parameter ? Items(StructuredResults.Element(parameter), []) : [];
        var names = new List<string>();
        foreach (var value in values)
        {
            names.Add((await SlotValues.TextAsync(value, request.Step.Id, slot, store, cancellationToken)).Text);
        }

        if (names is [var only])
        {
            names = [.. only.Split([",", ";", "\n", "|", "/", " or ", " или "], StringSplitOptions.None)];
        }

        var distinct = names.Select(name => name.Trim(' ', '\t', '\n', '\r', '"', '«', '»', '“', '”', '.')).Where(name => name.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        return distinct.Length switch
        {
            0 => throw EngineException.BadInput($"Step {request.Step.Id} has no '{slot}'.", "Name the classes, such as \"billing, delivery\"."),
            > Most => throw EngineException.BadInput($"Step {request.Step.Id} has {distinct.Length} '{slot}'; at most {Most} are compared."),
            _ => distinct,
        };
    }

    private static IEnumerable<Value> Items(Value? value) => value switch
    {
        null => [],
        ListValue list => list.Items.SelectMany(Items),
        StructuredValue { Json.ValueKind: JsonValueKind.Array } structured => Items(structured.Json, structured.Sources),
        _ => [value],
    };

    private static IEnumerable<Value> Items(JsonElement json, IReadOnlyList<ValueSource> sources) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(item => Items(item, sources)),
        _ => [new TextValue(ValueText.Of(new StructuredValue(Modality.Any, json)) ?? "") { Sources = [.. sources.Select(source => source with { Covers = null })] }],
    };

    // Blank lines part paragraphs; a text without them is a list of lines.
    private static string[] Paragraphs(string text)
    {
        var normal = text.ReplaceLineEndings("\n").Trim();
        var parts = normal.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length > 1 ? parts : normal.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
