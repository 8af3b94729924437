using System.Text.Json.Nodes;
using Planner.Values;

namespace Planner.Ensembles;

/// <summary>
/// Weighted boxes fusion (R. Solovyev, W. Wang, T. Gabruseva: Weighted boxes fusion: ensembling boxes from different object detection models, Image and Vision
/// Computing 107, 2021): boxes of one label that overlap become one whose edges are their mean, counted by score and weight; its score is their mean, less
/// in the measure in which members did not see it.
/// </summary>
internal static class BoxFusion
{
    /// <summary>The members of a box, in the order of its numbers.</summary>
    public static readonly string[] Edges = ["xmin", "ymin", "xmax", "ymax"];

    public static (Value Value, Consensus How)? Of(IReadOnlyList<MemberAnswer> answers, double overlap)
    {
        var boxes = new List<Found>();
        for (var member = 0; member < answers.Count; member++)
        {
            if (ConsensusMaker.Objects(answers[member]) is not { } items)
            {
                return null;
            }

            foreach (var item in items)
            {
                if (item["box"] is not JsonObject box)
                {
                    return null;
                }

                boxes.Add(new Found(
                    ConsensusMaker.Word(item, "label"),
                    Math.Clamp(ConsensusMaker.Number(item, "score", 1), 0, 1),
                    [.. Edges.Select(edge => ConsensusMaker.Number(box, edge, 0))],
                    member,
                    answers[member].Weight));
            }
        }

        var clusters = new List<Cluster>();
        foreach (var box in boxes.OrderByDescending(box => box.Score * box.Weight))
        {
            var nearest = clusters.Where(cluster => cluster.Label.Equals(box.Label, StringComparison.OrdinalIgnoreCase))
                .Select(cluster => (cluster, Overlap: Overlap(cluster.Edges, box.Edges))).OrderByDescending(pair => pair.Overlap).FirstOrDefault();
            if (nearest.cluster is not null && nearest.Overlap > overlap)
            {
                nearest.cluster.Add(box);
            }
            else
            {
                clusters.Add(new Cluster(box));
            }
        }

        var sum = answers.Sum(answer => answer.Weight);
        var fused = clusters.Select(cluster => (cluster, Score: cluster.Mean * cluster.SeenBy(answers) / sum)).OrderByDescending(pair => pair.Score).ToList();
        var agreement = fused.Count == 0 ? 1 : fused.Sum(pair => pair.cluster.Mean * pair.cluster.SeenBy(answers) / sum) / fused.Sum(pair => pair.cluster.Mean);
        var json = new JsonArray([.. fused.Select(pair => (JsonNode)new JsonObject
        {
            ["label"] = pair.cluster.Label,
            ["score"] = Math.Round(pair.Score, 6),
            ["box"] = new JsonObject
            {
                ["xmin"] = (int)Math.Round(pair.cluster.Edges[0]),
                ["ymin"] = (int)Math.Round(pair.cluster.Edges[1]),
                ["xmax"] = (int)Math.Round(pair.cluster.Edges[2]),
                ["ymax"] = (int)Math.Round(pair.cluster.Edges[3]),
            },
        })]);
        return (ConsensusMaker.Structured(Modality.Boxes, json, answers, null), new Consensus { Method = "box-fusion", Agreement = double.IsFinite(agreement) ? agreement : 1 });
    }

    /// <summary>Intersection over union.</summary>
    public static double Overlap(double[] one, double[] other)
    {
        var width = Math.Min(one[2], other[2]) - Math.Max(one[0], other[0]);
        var height = Math.Min(one[3], other[3]) - Math.Max(one[1], other[1]);
        var both = width > 0 && height > 0 ? width * height : 0;
        var all = Area(one) + Area(other) - both;
        return all > 0 ? both / all : 0;
    }

    private static double Area(double[] box) => Math.Max(box[2] - box[0], 0) * Math.Max(box[3] - box[1], 0);

    private sealed record Found(string Label, double Score, double[] Edges, int Member, double Weight);

    private sealed class Cluster
    {
        private readonly List<Found> _boxes = [];

        public Cluster(Found first)
        {
            (Label, Edges) = (first.Label, first.Edges);
            Add(first);
        }

        public string Label { get; }

        public double[] Edges { get; private set; }

        public double Mean => _boxes.Sum(box => box.Weight * box.Score) / _boxes.Sum(box => box.Weight);

        public void Add(Found box)
        {
            _boxes.Add(box);
            var sum = _boxes.Sum(one => one.Weight * one.Score);
            Edges = sum > 0 ? [.. Enumerable.Range(0, 4).Select(edge => _boxes.Sum(one => one.Weight * one.Score * one.Edges[edge]) / sum)] : Edges;
        }

        /// <summary>The weight of the members that saw it; each counts once.</summary>
        public double SeenBy(IReadOnlyList<MemberAnswer> answers) => _boxes.Select(box => box.Member).Distinct().Sum(member => answers[member].Weight);
    }
}
