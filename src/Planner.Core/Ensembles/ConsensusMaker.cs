using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Values;

namespace Planner.Ensembles;

/// <summary>Makes one value of several, by what they are made of.</summary>
internal static class ConsensusMaker
{
    /// <summary>Whether answers of that kind can be put together; else the best member's is taken.</summary>
    public static bool CanMerge(Modality modality) => modality is Modality.Text or Modality.Labels or Modality.Scores or Modality.Boxes or Modality.Spans;

    /// <summary>The consensus.</summary>
    /// <param name="answers">At least one, the best model's first.</param>
    /// <param name="options">The options.</param>
    public static (Value Value, Consensus How) Of(IReadOnlyList<MemberAnswer> answers, EnsembleOptions options)
    {
        var first = answers[0];
        var merged = first.Value switch
        {
            _ when answers.Count == 1 || answers.Any(answer => answer.Value.Modality != first.Value.Modality) => null,
            TextValue => TextMedoid.Of(answers),
            StructuredValue { Shape: Modality.Labels } => LabelVote.Of(answers),
            StructuredValue { Shape: Modality.Scores } => ScoreMean.Of(answers),
            StructuredValue { Shape: Modality.Boxes } => BoxFusion.Of(answers, options.BoxOverlap),
            StructuredValue { Shape: Modality.Spans } => SpanVote.Of(answers),
            _ => null,
        };
        return merged ?? (first.Value, new Consensus { Method = "best", Chosen = first.Model });
    }

    /// <summary>The elements of a member's answer; null when it is no list of objects.</summary>
    public static List<JsonObject>? Objects(MemberAnswer answer) => answer.Value is StructuredValue { Json.ValueKind: JsonValueKind.Array } structured
        && structured.Json.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object)
            ? [.. structured.Json.EnumerateArray().Select(item => JsonObject.Create(item)!)]
            : null;

    public static double Number(JsonObject item, string name, double otherwise) =>
        item[name] is JsonValue value && value.TryGetValue<double>(out var number) && double.IsFinite(number) ? number : otherwise;

    public static string Word(JsonObject item, string name) => item[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    /// <summary>A structured value in place of the members', from where theirs come.</summary>
    public static StructuredValue Structured(Modality shape, JsonNode json, IReadOnlyList<MemberAnswer> answers, double? confidence) =>
        new(shape, JsonSerializer.SerializeToElement(json, Serialization.PlannerJson.Context.JsonNode))
        {
            Sources = [.. answers.SelectMany(answer => answer.Value.Sources).Distinct()],
            Confidence = confidence,
        };
}
