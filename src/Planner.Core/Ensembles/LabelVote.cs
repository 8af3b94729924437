using System.Text.Json.Nodes;
using Planner.Values;

namespace Planner.Ensembles;

/// <summary>
/// The weighted vote: a label's score is the mean of what the members give it, each counted by its weight; a label that a member does not name has 0 from it
/// (L. I. Kuncheva, Combining Pattern Classifiers, 2nd ed. 2014, ch. 5).
/// </summary>
internal static class LabelVote
{
    public static (Value Value, Consensus How)? Of(IReadOnlyList<MemberAnswer> answers)
    {
        var sum = answers.Sum(answer => answer.Weight);
        var labels = new Dictionary<string, (string Name, double Score)>(StringComparer.OrdinalIgnoreCase);
        var tops = new List<(string Label, double Weight)>();
        foreach (var answer in answers)
        {
            if (ConsensusMaker.Objects(answer) is not { Count: > 0 } items)
            {
                return null;
            }

            foreach (var item in items)
            {
                var name = ConsensusMaker.Word(item, "label").Trim();
                var before = labels.GetValueOrDefault(name, (name, 0));
                labels[name] = (before.Item1, before.Item2 + (answer.Weight * ConsensusMaker.Number(item, "score", 1) / sum));
            }

            tops.Add((ConsensusMaker.Word(items.MaxBy(item => ConsensusMaker.Number(item, "score", 1))!, "label").Trim(), answer.Weight));
        }

        var ranked = labels.Values.OrderByDescending(label => label.Score).ToList();
        var agreement = tops.Where(top => top.Label.Equals(ranked[0].Name, StringComparison.OrdinalIgnoreCase)).Sum(top => top.Weight) / sum;
        var json = new JsonArray([.. ranked.Select(label => (JsonNode)new JsonObject { ["label"] = label.Name, ["score"] = Math.Round(label.Score, 6) })]);
        return (ConsensusMaker.Structured(Modality.Labels, json, answers, ranked[0].Score), new Consensus { Method = "vote", Agreement = agreement });
    }
}
