using System.Globalization;
using Planner.Matching;

namespace Planner.Cli.Views;

/// <summary>Candidates with all the terms of their scores, a column each: the measure, what it is multiplied with, and the sum.</summary>
internal static class ScoreTable
{
    private const int LeastColumn = 6;
    private const int Indent = 4;
    private const int LongestName = 48;

    /// <summary>
    /// A line for the names, a line for the weights, a line for each candidate; two lines for each where the window is too narrow. Terms that
    /// are nothing for all candidates are only named, at the end.
    /// </summary>
    /// <param name="candidates">The candidates, best first.</param>
    /// <param name="room">The cells of a line of the window.</param>
    public static IEnumerable<Line> Draw(IReadOnlyList<Candidate> candidates, int room)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        var terms = candidates.SelectMany(candidate => candidate.Terms).ToLookup(term => term.Name, StringComparer.Ordinal);
        string[] names = [.. terms.Where(term => term.Any(one => one.Value != 0)).Select(term => term.Key)];
        string[] nothing = [.. terms.Select(term => term.Key).Except(names)];
        var width = Math.Min(LongestName, candidates.Select(candidate => Line.CellsOf(candidate.ModelId)).DefaultIfEmpty(5).Max()) + 2;
        var narrow = width + 2 + 7 + names.Sum(Column) > room;
        var start = narrow ? Indent : width + 2;
        yield return new Line().Pad(start).Add($"{"score",7}").Add(string.Concat(names.Select(name => name.PadLeft(Column(name)))), StatusStyle.Dim);
        yield return new Line().AddCell(narrow ? "" : "  weight", start, StatusStyle.Dim).Add($"{(narrow ? "weight" : ""),7}", StatusStyle.Dim)
            .Add(string.Concat(names.Select(name => Weight(candidates, name).PadLeft(Column(name)))), StatusStyle.Dim);
        foreach (var candidate in candidates)
        {
            var named = new Line().Add(candidate.Runnable ? "✔ " : "  ", StatusStyle.Good).AddCell(candidate.ModelId, width, StatusStyle.Strong);
            var figures = Number(candidate.Score).PadLeft(7) + string.Concat(names.Select(name => Term(candidate, name).PadLeft(Column(name))));
            foreach (var line in named.WithFigures(figures, null, narrow ? Indent : null))
            {
                yield return line;
            }
        }

        if (nothing.Length > 0)
        {
            yield return new Line().Add($"0 for all: {string.Join(", ", nothing)}", StatusStyle.Dim);
        }
    }

    private static int Column(string name) => Math.Max(name.Length, LeastColumn) + 2;

    private static string Weight(IReadOnlyList<Candidate> candidates, string name) =>
        candidates.SelectMany(candidate => candidate.Terms).First(term => term.Name == name).Weight.ToString("×0.##;×-0.##", CultureInfo.InvariantCulture);

    private static string Term(Candidate candidate, string name) =>
        candidate.Terms.FirstOrDefault(term => term.Name == name) is { } term ? Number(term.Value) : "–";

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
