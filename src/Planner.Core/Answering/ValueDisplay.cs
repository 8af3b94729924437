using System.Globalization;
using System.Text.Json;
using Planner.Values;

namespace Planner.Answering;

/// <summary>Shows a value as a person wants to read it.</summary>
internal static class ValueDisplay
{
    private const int MaxText = 4000;
    private const int MaxItems = 50;

    /// <summary>Below this, an answer is said to be unsure.</summary>
    private const double Unsure = 0.35;

    /// <summary>The value's words, without where they come from. Empty for a file: files are listed by themselves.</summary>
    public static string Show(Value value, Phrases phrases) => value switch
    {
        TextValue text => Shorten(text.Text.Trim(), phrases) + (text.Confidence < Unsure ? $" ({phrases.Unsure})" : ""),
        ListValue list => string.Join('\n', list.Items.Take(MaxItems).Select(item => (Text: Show(item, phrases), Item: item))
            .Where(shown => shown.Text.Length > 0).Select(shown => Bullet(shown.Text, Sources(shown.Item, phrases)))),
        StructuredValue structured => Show(structured, phrases),
        _ => "",
    };

    /// <summary>Where the value comes from, such as <c>lease.pdf, p. 3</c>; empty when it does not say.</summary>
    public static string Sources(Value value, Phrases phrases)
    {
        var places = value.Sources.Where(source => source.Name is not null)
            .GroupBy(source => source.Name!, StringComparer.Ordinal)
            .Select(file =>
            {
                var pages = file.Select(source => source.Page).OfType<int>().Distinct().Order().ToList();
                return pages.Count == 0 || file.Any(source => source.Page is null)
                    ? file.Key
                    : $"{file.Key}, {phrases.Page} {string.Join(", ", pages)}";
            });
        return string.Join("; ", places);
    }

    private static string Show(StructuredValue value, Phrases phrases) => (value.Shape, value.Json.ValueKind) switch
    {
        (Modality.Labels or Modality.Boxes or Modality.Spans, JsonValueKind.Array) =>
            string.Join('\n', value.Json.EnumerateArray().Take(MaxItems).Select(item => "• " + Labelled(item))),
        (Modality.Vector, JsonValueKind.Array) => $"{Count(value.Json)} {phrases.Numbers}",
        (Modality.Scores, JsonValueKind.Array) when value.Json.GetArrayLength() == 1 && value.Json[0].TryGetDouble(out var score) && score is >= 0 and <= 1 =>
            $"{Number(value.Json[0])} {phrases.Scale}",
        (Modality.Scores, JsonValueKind.Array) => string.Join(", ", value.Json.EnumerateArray().Select(Number)),
        _ => Shorten(ValueText.Of(value) ?? "", phrases),
    };

    private static string Labelled(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return Number(item);
        }

        var word = Member(item, "word");
        var label = Member(item, "label") ?? Member(item, "entity_group");
        var score = item.TryGetProperty("score", out var number) && number.TryGetDouble(out var value)
            ? value.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal)
            : null;
        var box = item.TryGetProperty("box", out var place)
            ? string.Join(", ", place.EnumerateObject().Select(edge => $"{edge.Name} {Number(edge.Value)}"))
            : null;
        var details = string.Join(", ", new[] { word is null ? null : label, score, box }.OfType<string>());
        return details.Length == 0 ? word ?? label ?? item.GetRawText() : $"{word ?? label} ({details})";
    }

    private static string? Member(JsonElement item, string name) =>
        item.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static int Count(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().Sum(Count) : 1;

    private static string Number(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number ? json.GetDouble().ToString("0.###", CultureInfo.InvariantCulture) : json.ToString();

    private static string Bullet(string text, string source) =>
        "• " + text.Replace("\n", "\n  ", StringComparison.Ordinal) + (source.Length == 0 ? "" : $" [{source}]");

    private static string Shorten(string text, Phrases phrases) => text.Length <= MaxText
        ? text
        : FormattableString.Invariant($"{text[..MaxText]} … ({text.Length - MaxText} {phrases.More})");
}
