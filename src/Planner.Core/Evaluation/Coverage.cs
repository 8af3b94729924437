namespace Planner.Evaluation;

/// <summary>What a threshold of confidence leaves, and how good that is.</summary>
internal static class Coverage
{
    private static readonly double[] Thresholds = [0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

    /// <summary>A row for each threshold that leaves anything.</summary>
    public static IReadOnlyList<CoverageRow> Of(IReadOnlyList<Outcome> outcomes) =>
    [
        .. Thresholds
            .Select(threshold => (threshold, Sure: outcomes.Where(outcome => outcome.Confidence >= threshold).ToList()))
            .Where(pair => pair.Sure.Count > 0)
            .Select(pair => Row(pair.threshold, pair.Sure, outcomes.Count)),
    ];

    private static CoverageRow Row(double threshold, List<Outcome> sure, int all)
    {
        var (nodes, edges) = (new F1(), new F1());
        foreach (var outcome in sure)
        {
            nodes.Add(outcome.Nodes.Gold, outcome.Nodes.Made);
            edges.Add(outcome.Edges.Gold, outcome.Edges.Made);
        }

        return new CoverageRow(
            threshold,
            100.0 * sure.Count / all,
            100.0 * sure.Count(outcome => outcome.IsRight) / sure.Count,
            100 * sure.Average(outcome => outcome.Confidence),
            new PlanningFigures(sure.Count, nodes.Percent, edges.Percent));
    }
}
