using System.Text.Json.Nodes;
using Planner.Values;

namespace Planner.Ensembles;

/// <summary>Spans that members with more than half of the weight found alike: the same kind, from the same place to the same place.</summary>
internal static class SpanVote
{
    public static (Value Value, Consensus How)? Of(IReadOnlyList<MemberAnswer> answers)
    {
        var sum = answers.Sum(answer => answer.Weight);
        var found = new Dictionary<(string Kind, double Start, double End), (JsonObject First, double Weight, double Score)>();
        foreach (var answer in answers)
        {
            if (ConsensusMaker.Objects(answer) is not { } items)
            {
                return null;
            }

            foreach (var item in items.DistinctBy(KeyOf))
            {
                var before = found.GetValueOrDefault(KeyOf(item), (item, 0, 0));
                found[KeyOf(item)] = (before.Item1, before.Item2 + answer.Weight, before.Item3 + (answer.Weight * ConsensusMaker.Number(item, "score", 1)));
            }
        }

        var agreement = found.Count == 0 ? 1 : found.Values.Average(span => span.Weight / sum);
        var kept = found.Where(pair => pair.Value.Weight > sum / 2).OrderBy(pair => pair.Key.Start).ThenBy(pair => pair.Key.End).Select(pair =>
        {
            var item = pair.Value.First.DeepClone().AsObject();
            item["score"] = Math.Round(pair.Value.Score / sum, 6);
            return (JsonNode)item;
        });
        return (ConsensusMaker.Structured(Modality.Spans, new JsonArray([.. kept]), answers, null), new Consensus { Method = "span-vote", Agreement = agreement });
    }

    private static (string Kind, double Start, double End) KeyOf(JsonObject item) =>
        ((ConsensusMaker.Word(item, "entity_group") is { Length: > 0 } group ? group : ConsensusMaker.Word(item, "label")).ToUpperInvariant(), ConsensusMaker.Number(item, "start", -1), ConsensusMaker.Number(item, "end", -1));
}
