using System.Globalization;
using Planner.Statistics;

namespace Planner.Cli.Views;

/// <summary>How models did, a line for each model, task and instance. What is not known is a dash.</summary>
internal static class StatisticsTable
{
    private const string Unknown = "–";
    private const int LongestName = 40;
    private const int Indent = 2;

    private static readonly (string Name, int Width, Func<ModelStatistics, string> Of)[] Columns =
    [
        ("calls", 6, row => row.Calls.ToString(CultureInfo.InvariantCulture)),
        ("ok", 6, row => Percent(row.Success)),
        ("p50", 9, row => Seconds(row.P50Seconds)),
        ("p95", 9, row => Seconds(row.P95Seconds)),
        ("tokens", 8, row => row.Tokens == 0 ? Unknown : row.Tokens.ToString(CultureInfo.InvariantCulture)),
        ("cost", 9, row => row.CostUsd == 0 ? Unknown : Format.Cost(row.CostUsd)),
        ("ok/$", 7, row => row.SuccessesPerUsd is { } value ? value.ToString("0", CultureInfo.InvariantCulture) : Unknown),
        ("there 1h", 9, row => Percent(row.AvailableLastHour)),
        ("24h", 6, row => Percent(row.AvailableLastDay)),
        ("30d", 6, row => Percent(row.AvailableLastMonth)),
        ("rated", 8, row => row.Good + row.Bad == 0 ? Unknown : string.Create(CultureInfo.InvariantCulture, $"+{row.Good:0.#} -{row.Bad:0.#}")),
        ("quality", 8, row => row.Quality is { } quality ? quality.ToString("0.000", CultureInfo.InvariantCulture) : Unknown),
    ];

    /// <summary>A line with the names, a line for each; two lines for each where the window is too narrow. Columns of which nothing is known are left out.</summary>
    /// <param name="rows">What was counted.</param>
    /// <param name="room">The cells of a line of the window.</param>
    public static IEnumerable<Line> Draw(IReadOnlyList<ModelStatistics> rows, int room)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var columns = Columns.Where(column => rows.Any(row => column.Of(row) != Unknown)).ToArray();
        var (models, tasks, instances) = (Width(rows, "model", row => row.Model), Width(rows, "task", row => row.Task), Width(rows, "at", row => row.Instance));
        int? below = models + tasks + instances + columns.Sum(column => column.Width + 1) > room ? Indent : null;
        var head = new Line().AddCell("model", models, StatusStyle.Dim).AddCell("task", tasks, StatusStyle.Dim).AddCell("at", instances, StatusStyle.Dim);
        foreach (var line in head.WithFigures(string.Concat(columns.Select(column => column.Name.PadLeft(column.Width + 1))), StatusStyle.Dim, below))
        {
            yield return line;
        }

        foreach (var row in rows)
        {
            var named = new Line().AddCell(row.Model, models, StatusStyle.Strong).AddCell(row.Task, tasks).AddCell(row.Instance, instances, StatusStyle.Dim);
            foreach (var line in named.WithFigures(string.Concat(columns.Select(column => column.Of(row).PadLeft(column.Width + 1))), null, below))
            {
                yield return line;
            }
        }
    }

    private static int Width(IReadOnlyList<ModelStatistics> rows, string name, Func<ModelStatistics, string> of) =>
        Math.Min(LongestName, rows.Select(of).Append(name).Max(Line.CellsOf)) + 2;

    private static string Percent(double? share) => share is { } known ? (known * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%" : Unknown;

    private static string Seconds(double? seconds) => seconds switch
    {
        null => Unknown,
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0.#} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s"),
    };
}
