using System.Globalization;
using System.Text.Json;

namespace Planner.Values;

/// <summary>Reads a value as text, as a text slot or a template takes it.</summary>
public static class ValueText
{
    /// <summary>
    /// The text of a value: labels and found objects as a comma list of their labels, spans as their words, rows as lines. Null for media,
    /// whose bytes are not in the value, and for a stored value, which has to be expanded first.
    /// </summary>
    public static string? Of(Value value) => value switch
    {
        TextValue text => text.Text,
        StructuredValue structured => Of(structured.Json),
        ListValue list when list.Items.All(item => Of(item) is not null) => string.Join("\n\n", list.Items.Select(Of)),
        _ => null,
    };

    private static string Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Number => json.GetDouble().ToString("0.######", CultureInfo.InvariantCulture),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => string.Join(", ", json.EnumerateArray().Select(Of)),
        JsonValueKind.Object when json.TryGetProperty("columns", out var columns) && json.TryGetProperty("rows", out var rows) =>
            string.Join('\n', rows.EnumerateArray().Prepend(columns).Select(row => string.Join("\t", row.EnumerateArray().Select(Of)))),
        JsonValueKind.Object => OfMember(json, "word") ?? OfMember(json, "label") ?? OfMember(json, "answer") ?? OfMember(json, "text")
            ?? string.Join(", ", json.EnumerateObject().Select(member => $"{member.Name}: {Of(member.Value)}")),
        _ => "",
    };

    private static string? OfMember(JsonElement json, string name) => json.TryGetProperty(name, out var member) ? Of(member) : null;
}
