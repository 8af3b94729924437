using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Values;

namespace Planner.Ensembles;

/// <summary>The weighted mean of numbers, place by place. How much the members agree: 1 less their weighted standard deviation as a share of the range of all numbers.</summary>
internal static class ScoreMean
{
    public static (Value Value, Consensus How)? Of(IReadOnlyList<MemberAnswer> answers)
    {
        var rows = answers.Select(answer => Numbers(((StructuredValue)answer.Value).Json)).ToList();
        if (rows.Any(row => row is null || row.Length != rows[0]!.Length) || rows[0]!.Length == 0)
        {
            return null;
        }

        var sum = answers.Sum(answer => answer.Weight);
        var means = new double[rows[0]!.Length];
        var spread = 0.0;
        for (var place = 0; place < means.Length; place++)
        {
            means[place] = answers.Zip(rows, (answer, row) => answer.Weight * row![place]).Sum() / sum;
            spread += Math.Sqrt(answers.Zip(rows, (answer, row) => answer.Weight * Math.Pow(row![place] - means[place], 2)).Sum() / sum);
        }

        var range = rows.Max(row => row!.Max()) - rows.Min(row => row!.Min());
        var agreement = range > 0 ? Math.Clamp(1 - (spread / means.Length / range), 0, 1) : 1;
        var json = new JsonArray([.. means.Select(mean => (JsonNode)JsonValue.Create(Math.Round(mean, 9)))]);
        return (ConsensusMaker.Structured(Modality.Scores, json, answers, null), new Consensus { Method = "mean", Agreement = agreement });
    }

    private static double[]? Numbers(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => [json.GetDouble()],
        JsonValueKind.Array when json.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number) => [.. json.EnumerateArray().Select(item => item.GetDouble())],
        _ => null,
    };
}
