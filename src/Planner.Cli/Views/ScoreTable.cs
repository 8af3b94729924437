using System.Globalization;
using Planner.Matching;

namespace Planner.Cli.Views;

/// <summary>Candidates with all the terms of their scores, a column each: the measure, what it is multiplied with, and the sum.</summary>
internal static class ScoreTable
{
    private const int LeastColumn = 6;
    private const int LongestName = 48;

    /// <summary>A line for the names, a line for the weights, a line for each candidate.</summary>
    public static IEnumerable<Line> Draw(IReadOnlyList<Candidate> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        string[] names = [.. candidates.SelectMany(candidate => candidate.Terms).Select(term => term.Name).Distinct(StringComparer.Ordinal)];
        var width = Math.Min(LongestName, candidates.Select(candidate => Line.CellsOf(candidate.ModelId)).DefaultIfEmpty(5).Max()) + 2;
        yield return new Line().AddCell("", width + 2).Add($"{"score",7}").Add(string.Concat(names.Select(name => name.PadLeft(Column(name)))), StatusStyle.Dim);
        yield return new Line().AddCell("  weight", width + 2, StatusStyle.Dim).Pad(7)
            .Add(string.Concat(names.Select(name => Weight(candidates, name).PadLeft(Column(name)))), StatusStyle.Dim);
        foreach (var candidate in candidates)
        {
            yield return new Line().Add(candidate.Runnable ? "✔ " : "  ", StatusStyle.Good).AddCell(candidate.ModelId, width, StatusStyle.Strong)
                .Add(Number(candidate.Score).PadLeft(7)).Add(string.Concat(names.Select(name => Term(candidate, name).PadLeft(Column(name)))));
        }
    }

    private static int Column(string name) => Math.Max(name.Length, LeastColumn) + 2;

    private static string Weight(IReadOnlyList<Candidate> candidates, string name) =>
        candidates.SelectMany(candidate => candidate.Terms).First(term => term.Name == name).Weight.ToString("×0.##;×-0.##", CultureInfo.InvariantCulture);

    private static string Term(Candidate candidate, string name) =>
        candidate.Terms.FirstOrDefault(term => term.Name == name) is { } term ? Number(term.Value) : "–";

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
