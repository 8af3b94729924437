using System.Text.Json.Nodes;
using Planner.Ensembles;
using Planner.Values;

namespace Planner.Evaluation;

/// <summary>How right a result is, 0 to 1, by what it is made of.</summary>
internal static class ResultScore
{
    // Of an object that was found: PASCAL VOC's bound.
    private const double SameBox = 0.5;

    /// <summary>The score; of several right results the best.</summary>
    /// <param name="value">What a model gave.</param>
    /// <param name="expected">What is right, see <see cref="ModelSample"/>.</param>
    public static double Of(Value value, JsonNode expected) => value switch
    {
        StructuredValue { Shape: Modality.Labels } => Any(expected, right => Same(Top(value), right) ? 1 : 0),
        StructuredValue { Shape: Modality.Spans } => F1(Objects(value), Items(expected), SameSpan),
        StructuredValue { Shape: Modality.Boxes } => F1(Objects(value), Items(expected), SameObject),
        StructuredValue { Shape: Modality.Scores } scores => Scores(scores, expected),
        _ => ValueText.Of(value) is { } text ? Any(expected, right => Words(text, right)) : 0,
    };

    /// <summary>Words in common: the harmonic mean of precision and recall over words, case and signs aside (P. Rajpurkar et al., SQuAD, arXiv 1606.05250).</summary>
    public static double Words(string given, string right)
    {
        var (one, other) = (WordsOf(given), WordsOf(right));
        if (one.Count == 0 || other.Count == 0)
        {
            return one.Count == other.Count ? 1 : 0;
        }

        var counts = other.CountBy(word => word).ToDictionary(StringComparer.Ordinal);
        var both = one.CountBy(word => word).Sum(word => Math.Min(word.Value, counts.GetValueOrDefault(word.Key)));
        return 2.0 * both / (one.Count + other.Count);
    }

    private static double Any(JsonNode expected, Func<string, double> score) => (expected is JsonArray several ? several.OfType<JsonNode>() : [expected])
        .Select(right => score(right.ToString())).DefaultIfEmpty(0).Max();

    private static string Top(Value value) => Objects(value) is { Count: > 0 } items
        ? ConsensusMaker.Word(items.MaxBy(item => ConsensusMaker.Number(item, "score", 1))!, "label")
        : "";

    private static bool Same(string one, string other) => one.Trim().Equals(other.Trim(), StringComparison.OrdinalIgnoreCase);

    private static List<JsonObject> Objects(Value value) => ConsensusMaker.Objects(new MemberAnswer("", 1, value)) ?? [];

    private static List<JsonObject> Items(JsonNode expected) => expected is JsonArray items ? [.. items.OfType<JsonObject>()] : [];

    private static double Scores(StructuredValue given, JsonNode expected)
    {
        var numbers = given.Json.EnumerateArray().Select(item => item.GetDouble()).ToList();
        if (expected is JsonValue place && place.TryGetValue<int>(out var best))
        {
            return numbers.Count > 0 && numbers.IndexOf(numbers.Max()) == best ? 1 : 0;
        }

        // How many pairs are in the right order: all that scores of different models have in common.
        var right = Numbers(expected);
        var pairs = from i in Enumerable.Range(0, Math.Min(numbers.Count, right.Count))
                    from j in Enumerable.Range(0, Math.Min(numbers.Count, right.Count))
                    where right[i] > right[j]
                    select numbers[i] > numbers[j] ? 1.0 : numbers[i] < numbers[j] ? 0 : 0.5;
        return pairs.DefaultIfEmpty(0).Average();
    }

    private static List<double> Numbers(JsonNode expected) => expected is JsonArray items
        ? [.. items.OfType<JsonValue>().Select(item => item.TryGetValue<double>(out var number) ? number : item.TryGetValue<int>(out var whole) ? whole : double.NaN)]
        : [];

    private static double F1(List<JsonObject> given, List<JsonObject> right, Func<JsonObject, JsonObject, bool> same)
    {
        if (given.Count + right.Count == 0)
        {
            return 1;
        }

        var left = right.ToList();
        var hits = given.Count(item => left.Find(other => same(item, other)) is { } match && left.Remove(match));
        return 2.0 * hits / (given.Count + right.Count);
    }

    private static bool SameSpan(JsonObject one, JsonObject other) =>
        Same(ConsensusMaker.Word(one, "entity_group"), ConsensusMaker.Word(other, "entity_group"))
        && (other["start"] is null ? Same(ConsensusMaker.Word(one, "word"), ConsensusMaker.Word(other, "word"))
            : Place(one, "start") == Place(other, "start") && Place(one, "end") == Place(other, "end"));

    private static bool SameObject(JsonObject one, JsonObject other) =>
        Same(ConsensusMaker.Word(one, "label"), ConsensusMaker.Word(other, "label")) && BoxFusion.Overlap(Edges(one), Edges(other)) >= SameBox;

    private static double Place(JsonObject item, string name) => item[name] is JsonValue value && value.TryGetValue<int>(out var whole) ? whole : ConsensusMaker.Number(item, name, -1);

    private static double[] Edges(JsonObject item) => item["box"] is JsonObject box ? [.. BoxFusion.Edges.Select(edge => Place(box, edge))] : [0, 0, 0, 0];

    private static List<string> WordsOf(string text) =>
        [.. new string([.. text.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
