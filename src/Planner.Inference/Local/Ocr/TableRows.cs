namespace Planner.Inference.Local.Ocr;

/// <summary>
/// Puts the rows of printed tables together again. Tesseract takes the columns of a table without rules for columns of text and reads one
/// after the other, so that nothing says any more which time belongs to which lesson.
/// </summary>
internal static class TableRows
{
    // Columns of prose have longer lines.
    private const int MostWords = 4;
    private const double UsualWords = 3;
    private const int LeastRows = 3;
    private const double SameHeight = 0.5;

    /// <summary>Whether the page has a table that was read column by column.</summary>
    /// <param name="words">The words of a page in the order in which they were read.</param>
    public static bool AreTorn(IReadOnlyList<OcrWord> words) => !ReferenceEquals(Of(words), words);

    /// <summary>The words with each row of a table on one line, from the top down; as they were where a page has no such table or has columns of prose.</summary>
    /// <param name="words">The words of a page in the order in which they were read.</param>
    public static IReadOnlyList<OcrWord> Of(IReadOnlyList<OcrWord> words)
    {
        var lines = words.GroupBy(word => word.Line).Select(line => line.ToArray()).ToArray();
        if (lines.Length < 2 * LeastRows)
        {
            return words;
        }

        var slope = PageLayout.Slope(lines);
        var placed = lines.Select(line => new PlacedLine(line, line.Average(word => PageLayout.Middle(word, slope)), line.Average(word => word.Box.YMax - word.Box.YMin))).ToArray();
        var cells = placed.Where(line => line.Words.Length <= MostWords && Array.Exists(placed, other => IsBeside(line, other) && other.Words.Length <= MostWords)).ToHashSet();
        var rows = Rows(cells);
        var rest = placed.Where(line => !cells.Contains(line)).ToArray();
        if (rows.Count(row => row.Count > 1) < LeastRows || cells.Average(cell => cell.Words.Length) > UsualWords
            || Array.Exists(rest, line => Array.Exists(placed, other => IsBeside(line, other))))
        {
            return words;
        }

        return [.. rows.Concat(rest.Select(line => new List<PlacedLine> { line })).OrderBy(row => row.Average(line => line.Middle)).SelectMany(Joined)];
    }

    private static List<List<PlacedLine>> Rows(IEnumerable<PlacedLine> cells)
    {
        var rows = new List<List<PlacedLine>>();
        foreach (var cell in cells.OrderBy(cell => cell.Middle))
        {
            if (rows.Count > 0 && cell.Middle - rows[^1].Average(other => other.Middle) < SameHeight * cell.Height)
            {
                rows[^1].Add(cell);
            }
            else
            {
                rows.Add([cell]);
            }
        }

        return rows;
    }

    private static IEnumerable<OcrWord> Joined(List<PlacedLine> row, int number) =>
        row.OrderBy(line => line.Words[0].Box.XMin).SelectMany(line => line.Words.Select(word => word with { Line = number, Block = row.Min(one => one.Words[0].Block) }));

    private static bool IsBeside(PlacedLine one, PlacedLine other) =>
        one.Words[0].Block != other.Words[0].Block && Math.Abs(one.Middle - other.Middle) < SameHeight * Math.Min(one.Height, other.Height)
        && (one.Words[^1].Box.XMax <= other.Words[0].Box.XMin || other.Words[^1].Box.XMax <= one.Words[0].Box.XMin);

    private sealed record PlacedLine(OcrWord[] Words, double Middle, double Height);
}
