namespace Planner.Inference.Local.Tables;

/// <summary>What a table says to a question.</summary>
/// <param name="Answer">The answer, numbers in invariant notation (<c>1250.5</c>); empty where the table has none.</param>
/// <param name="Aggregator">How the cells became the answer.</param>
/// <param name="Coordinates">The cells that the answer was made of.</param>
/// <param name="Cells">Their texts, in the order of <paramref name="Coordinates"/>.</param>
/// <param name="Confidence">How much of the question was understood in terms of the table, 0–1; below 0.35 there is no answer.</param>
/// <param name="Explanation">What was filtered and aggregated, or why there is no answer.</param>
public sealed record TableAnswer(
    string Answer,
    TableAggregator Aggregator,
    IReadOnlyList<TableCoordinate> Coordinates,
    IReadOnlyList<string> Cells,
    double Confidence,
    string Explanation)
{
    /// <summary>Whether the table has an answer.</summary>
    public bool IsAnswered => Answer.Length > 0;

    /// <summary>The figure by which the answer was chosen, for example the sum of the region that sold the most; empty where there is none.</summary>
    internal string Figure { get; init; } = "";

    internal static TableAnswer None(double confidence, string why) =>
        new("", TableAggregator.None, [], [], Math.Round(confidence, 3), Sentence(why));

    private static string Sentence(string why) =>
        why.Length == 0 ? "" : char.ToUpperInvariant(why[0]) + why[1..] + (why[^1] is '.' or '!' or '?' ? "" : ".");
}
