using System.Text.Json;
using System.Text.RegularExpressions;
using Planner.Values;

namespace Planner.Answering.Claims;

/// <summary>Records of one kind: a table's rows, a list's objects, the lines of a CSV text.</summary>
/// <param name="Columns">What its cells are called.</param>
/// <param name="Rows">The cells, as texts.</param>
internal sealed partial record RecordTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    // A text's offsets and a picture's pixels say nothing that an answer repeats; a sound's seconds, which have decimals, do.
    private static readonly HashSet<string> Places = new(StringComparer.Ordinal) { "start", "end", "box" };

    /// <summary>Reads what JSON has of records: its objects, its tables of columns and rows, and the objects within them.</summary>
    public static IEnumerable<RecordTable> Of(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("columns", out var columns) && json.TryGetProperty("rows", out var rows) && rows.ValueKind == JsonValueKind.Array)
        {
            return [new([.. columns.EnumerateArray().Select(Text)], [.. rows.EnumerateArray().Select(row => row.EnumerateArray().Select(Text).ToList())])];
        }

        var items = json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().ToList() : [json];
        if (items.Count == 0 || !items.TrueForAll(item => item.ValueKind == JsonValueKind.Object))
        {
            return items.Count == 0 || json.ValueKind != JsonValueKind.Array ? [] : [new([""], [.. items.Select(item => new[] { Text(item) })])];
        }

        var members = items.ConvertAll(item => item.EnumerateObject().Where(member => !IsPlace(member)).ToList());
        var plain = members.SelectMany(item => item).Where(member => !IsNested(member.Value)).Select(member => member.Name).Distinct().ToList();
        var table = new RecordTable(plain, [.. members.Select(item => plain.ConvertAll(name => item.Find(member => member.Name == name) is { Value.ValueKind: not JsonValueKind.Undefined } member ? Text(member.Value) : ""))]);
        return members.SelectMany(item => item).Where(member => IsNested(member.Value)).SelectMany(member => Of(member.Value)).Prepend(table);
    }

    /// <summary>Reads a text that is JSON or separated values; empty when it is neither.</summary>
    public static IEnumerable<RecordTable> Of(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed is ['{', .., '}'] or ['[', .., ']'])
        {
            try
            {
                using var json = JsonDocument.Parse(text);
                return Of(json.RootElement.Clone());
            }
            catch (JsonException)
            {
                return [];
            }
        }

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => !Rule().IsMatch(line)).ToList();
        foreach (var separator in new[] { '\t', '|', ';', ',' })
        {
            var rows = lines.ConvertAll(line => line.Trim('|').Split(separator, StringSplitOptions.TrimEntries));
            if (rows.Count > 1 && rows[0].Length > (separator == ',' ? 2 : 1) && rows.TrueForAll(row => row.Length == rows[0].Length) && (separator != ',' || !text.Contains(", ", StringComparison.Ordinal)))
            {
                return [new(rows[0], rows[1..])];
            }
        }

        return [];
    }

    private static bool IsNested(JsonElement json) => json.ValueKind == JsonValueKind.Object || (json.ValueKind == JsonValueKind.Array && json.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Object));

    private static bool IsPlace(JsonProperty member) =>
        Places.Contains(member.Name) && (member.Value.ValueKind != JsonValueKind.Number || !member.Value.GetRawText().Contains('.', StringComparison.Ordinal));

    private static string Text(JsonElement json) => json.ValueKind == JsonValueKind.Number ? json.GetRawText() : ValueText.Of(new StructuredValue(Modality.Any, json)) ?? "";

    // The line under a Markdown table's header.
    [GeneratedRegex(@"^[|:\s-]+$")]
    private static partial Regex Rule();
}
