using System.Text.Json;
using Planner.Planning;
using Planner.Values;

namespace Planner.Execution;

/// <summary>Finds the part of a value that a reference's path names.</summary>
internal static class ValuePath
{
    /// <summary>Follows the path. Null when the value has no such part.</summary>
    public static Value? Follow(Value value, IReadOnlyList<PathSegment> path)
    {
        Value? part = value;
        foreach (var segment in path)
        {
            part = part is null ? null : segment.Name is { } name ? Member(part, name) : Element(part, segment.Index);
        }

        return part;
    }

    private static Value? Member(Value value, string name) => value switch
    {
        // A value answers to the name of its modality: @s1.text, @s1.boxes, @s1.audio.
        _ when name.Equals(value.Modality.Name(), StringComparison.OrdinalIgnoreCase) => value,
        ListValue list => Distribute(list, name),
        StructuredValue { Json.ValueKind: JsonValueKind.Object } structured =>
            structured.Json.TryGetProperty(name, out var member) ? Wrap(member, structured) : null,
        StructuredValue { Json.ValueKind: JsonValueKind.Array } structured when structured.Json.GetArrayLength() > 0 && structured.Json.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out _)) =>
            new ListValue([.. structured.Json.EnumerateArray().Select(item => Wrap(item.GetProperty(name), structured))]),
        // The words of a structured result, and what a text knows about itself.
        StructuredValue when name is "text" => ValueText.Of(value) is { } text ? new TextValue(text) { Sources = value.Sources } : null,
        TextValue text when name is "answer" or "translation_text" or "summary_text" or "generated_text" or "caption" or "transcription" => text,
        TextValue { Language: { } language } when name is "language" => new TextValue(language),
        ArtifactValue { Artifact: var artifact } when name is "name" => new TextValue(artifact.Name),
        _ => null,
    };

    private static ListValue? Distribute(ListValue list, string name)
    {
        var members = list.Items.Select(item => Member(item, name)).ToList();
        return members.Contains(null) ? null : new ListValue([.. members.OfType<Value>()]);
    }

    private static Value? Element(Value value, int index) => value switch
    {
        ListValue list => list.Items.ElementAtOrDefault(index),
        StructuredValue { Json.ValueKind: JsonValueKind.Array } structured when index < structured.Json.GetArrayLength() =>
            Wrap(structured.Json[index], structured, index),
        StructuredValue { Json.ValueKind: JsonValueKind.Array } => null,

        // What is no list is its own first element.
        _ => index == 0 ? value : null,
    };

    /// <summary>The elements that a <c>for_each</c> runs over; null when the value is no list.</summary>
    public static IReadOnlyList<Value>? Elements(Value value) => value switch
    {
        ListValue list => list.Items,
        StructuredValue { Json.ValueKind: JsonValueKind.Array } structured => [.. structured.Json.EnumerateArray().Select((item, index) => Wrap(item, structured, index))],
        StructuredValue { Shape: Modality.Table } table when table.Json.TryGetProperty("rows", out var rows) => [.. rows.EnumerateArray().Select((row, index) => Wrap(row, table, index))],
        _ => null,
    };

    private static Value Wrap(JsonElement json, StructuredValue from, int? index = null)
    {
        var sources = SourcesOf(from, index);
        return json.ValueKind switch
        {
            JsonValueKind.String => new TextValue(json.GetString()!) { Sources = sources },
            JsonValueKind.Object or JsonValueKind.Array => new StructuredValue(from.Shape, json.Clone()) { Sources = sources },
            _ => new TextValue(json.GetRawText()) { Sources = sources },
        };
    }

    // An element comes from its own row where rows are told apart; else from the whole's files. Spans of the whole's text mean nothing here.
    private static List<ValueSource> SourcesOf(StructuredValue from, int? index)
    {
        var own = index is null ? [] : from.Sources.Where(source => source.Row == index).ToList();
        return [.. (own.Count > 0 ? own : from.Sources.Where(source => index is null || source.Row is null)).Select(source => source with { Covers = null }).Distinct()];
    }
}
