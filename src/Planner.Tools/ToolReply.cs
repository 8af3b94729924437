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
            ? TableOf(columns, json.EnumerateArray().Select(row => columns.Select(column => row.TryGetProperty(column, out var cell) ? (JsonElement?)cell : null)))
            : null;
    }

    private static StructuredValue TableOf(IReadOnlyList<string> columns, IEnumerable<IEnumerable<JsonElement?>> rows)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("columns");
            foreach (var column in columns)
            {
                writer.WriteStringValue(column);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("rows");
            foreach (var row in rows)
            {
                writer.WriteStartArray();
                foreach (var cell in row)
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

                writer.WriteEndArray();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return new StructuredValue(Modality.Table, document.RootElement.Clone());
    }
}
