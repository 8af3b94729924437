using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Planner.Values;

namespace Planner.Server.HuggingFace;

/// <summary>Answers to questions with their places, as Hugging Face's clients want them.</summary>
internal static class HfAnswers
{
    /// <summary>
    /// An answer for each line, with its place in the context. What is not in the context word for word has the place 0 to 0, as transformers
    /// gives for "no answer".
    /// </summary>
    public static JsonNode FromText(string text, string context, double? confidence)
    {
        var answers = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(JsonNode (line) =>
        {
            var (start, end) = Place(line.Trim(), context);
            return new JsonObject { ["answer"] = line.Trim(), ["score"] = confidence ?? 0, ["start"] = start, ["end"] = end };
        }).ToList();
        return answers is [var only] ? only : new JsonArray([.. answers]);
    }

    /// <summary>The answer with the cells that it was made of, and how: the aggregator is what the cells themselves bear out.</summary>
    public static JsonObject FromTable(string text, IReadOnlyList<ValueSource> sources, Value table)
    {
        var json = table is StructuredValue structured ? structured.Json : default;
        var columns = Members(json, "columns").Select(column => column.ToString()).ToList();
        var rows = Members(json, "rows").Select(row => row.EnumerateArray().Select(cell => cell.ToString()).ToList()).ToList();
        var places = sources
            .Where(source => source is { Row: not null, Column: not null })
            .Select(source => (Row: source.Row!.Value, Column: columns.IndexOf(source.Column!)))
            .Where(place => place.Column >= 0 && place.Row < rows.Count)
            .Distinct().ToList();
        var cells = places.Select(place => rows[place.Row][place.Column]).ToList();
        return new JsonObject
        {
            ["answer"] = text,
            ["coordinates"] = new JsonArray([.. places.Select(place => new JsonArray(place.Row, place.Column))]),
            ["cells"] = new JsonArray([.. cells.Select(cell => (JsonNode)cell)]),
            ["aggregator"] = Aggregator(text, cells),
        };
    }

    private static string Aggregator(string text, List<string> cells)
    {
        var numbers = cells.Select(cell => Number(cell)).ToList();
        if (cells.Count < 2 || Number(text) is not { } answer)
        {
            return "NONE";
        }

        var all = numbers.OfType<decimal>().ToList();
        return all.Count == cells.Count && answer == all.Sum() ? "SUM"
            : all.Count == cells.Count && Math.Abs(answer - all.Average()) < 0.01m ? "AVERAGE"
            : answer == cells.Count ? "COUNT"
            : "NONE";
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text.Trim(' ', '$', '€', '£', '%'), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static JsonElement.ArrayEnumerator Members(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var list) ? list.EnumerateArray() : default;

    private static (int Start, int End) Place(string answer, string context)
    {
        var start = context.IndexOf(answer, StringComparison.Ordinal);
        if (start >= 0)
        {
            return (start, start + answer.Length);
        }

        // The reader may have joined lines that the page had broken.
        var match = Regex.Match(context, Regex.Replace(Regex.Escape(answer), @"(\\?\s)+", @"\s+"), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return match.Success ? (match.Index, match.Index + match.Length) : (0, 0);
    }
}
