using System.Text.Json;
using Planner.Values;

namespace Planner.Tools;

/// <summary>A tool's JSON as a value.</summary>
internal static class ToolReply
{
    /// <summary>A string is text; a list of like objects is a table; anything else stays as it is.</summary>
    public static Value Of(JsonElement json) =>
        json.ValueKind == JsonValueKind.String ? new TextValue(json.GetString()!)
        : Table(json) is { } table ? table
        : new StructuredValue(Modality.Any, json.Clone());

    // Records are what APIs give most; as a table they can be asked, counted and summed.
    private static StructuredValue? Table(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() == 0 || json.EnumerateArray().Any(row => row.ValueKind != JsonValueKind.Object))
        {
            return null;
        }

        var columns = json.EnumerateArray().SelectMany(row => row.EnumerateObject()).Select(member => member.Name).Distinct(StringComparer.Ordinal).ToList();
        var isFlat = json.EnumerateArray().All(row => row.EnumerateObject().All(member => member.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)));
        return isFlat && columns.Count > 0
            ? ToolTable.Of(columns, json.EnumerateArray().Select(row => columns.Select(column => row.TryGetProperty(column, out var cell) ? (JsonElement?)cell : null)), Write)
            : null;
    }

    private static void Write(Utf8JsonWriter writer, JsonElement? cell)
    {
        if (cell is { } value)
        {
            value.WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
