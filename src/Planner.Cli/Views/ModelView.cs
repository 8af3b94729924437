using Planner.Matching;

namespace Planner.Cli.Views;

/// <summary>A model of the catalog.</summary>
internal static class ModelView
{
    /// <summary>Two lines in a list.</summary>
    public static IEnumerable<Line> Row(FoundModel model, int width)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (card, candidate) = model;
        yield return new Line()
            .Add(candidate.Runnable ? "✔ " : "  ", StatusStyle.Good).Add(card.Id, StatusStyle.Strong).Pad(2)
            .Add(string.Join(", ", card.Tasks), StatusStyle.Active).Pad(2)
            .Add(Reach(candidate), candidate.Runnable ? StatusStyle.Good : StatusStyle.Dim);
        yield return new Line().Pad(4).Add(Line.Fit(TerminalText.OneLine(card.Description), Math.Max(width - 5, 20)), StatusStyle.Dim);
    }

    /// <summary>The whole card.</summary>
    public static IEnumerable<Line> Card(FoundModel model, int width)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (card, candidate) = model;
        yield return new Line().Add(card.Id, StatusStyle.Strong).Add(card.Experimental ? "  experimental" : "", StatusStyle.Warn);
        foreach (var piece in Line.Wrap(TerminalText.OneLine(card.Description), Math.Max(width - 1, 20)))
        {
            yield return new Line().Add(piece);
        }

        yield return Field("tasks", string.Join(", ", card.Tasks));
        yield return Field("languages", card.Languages.Count == 0 ? "not said" : string.Join(", ", card.Languages));
        yield return Field("license", card.License ?? "not said");
        yield return Field("library", card.Library ?? "not said");
        yield return Field("tier", card.Tier?.ToString().ToLowerInvariant() ?? "not said");
        yield return Field("runs here", candidate.Runnable ? $"yes, through {candidate.Through}" : $"no: {candidate.Through}");
        if (candidate.Fix is { } fix)
        {
            yield return Field("to run it", fix);
        }
    }

    private static string Reach(Candidate candidate) => candidate.Runnable ? candidate.Through : "";

    private static Line Field(string name, string value) => new Line().Pad(2).AddCell(name, 11, StatusStyle.Dim).Add(TerminalText.OneLine(value));
}
