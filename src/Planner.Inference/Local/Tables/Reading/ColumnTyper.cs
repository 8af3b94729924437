namespace Planner.Inference.Local.Tables;

/// <summary>
/// Decides what a column holds and reads its cells so. A column is of a kind when at most one cell in ten that says anything disagrees: a
/// slip of the pen must not turn a column of amounts into text.
/// </summary>
internal static class ColumnTyper
{
    private const double Agreement = 0.9;

    private static readonly HashSet<string> s_nothing = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "-", "–", "—", "n/a", "na", "null", "none", "nan", "нет", "н/д", "?",
    };

    /// <summary>Reads the cells of one column.</summary>
    /// <param name="texts">The cells as written.</param>
    /// <param name="fallback">How to read <c>1,250</c> where no cell of the column shows it.</param>
    public static (ColumnKind Kind, string Unit, TableCell[] Cells) Read(IReadOnlyList<string> texts, DecimalMark fallback)
    {
        int stated = texts.Count(text => !s_nothing.Contains(text));
        TableCell[] cells = [.. texts.Select(text => new TableCell(text, null, null))];
        if (stated == 0)
        {
            return (ColumnKind.Text, "", cells);
        }

        TableCell[] dates = ReadDates(texts);
        if (dates.Count(cell => cell.Date is not null) >= stated * Agreement)
        {
            return (ColumnKind.Date, "", dates);
        }

        DecimalMark mark = texts.Select(NumberText.MarkOf).FirstOrDefault(found => found is not null) ?? fallback;
        var units = new Dictionary<string, int>(StringComparer.Ordinal);
        int numbers = 0;
        for (int row = 0; row < cells.Length; row++)
        {
            if (NumberText.TryRead(texts[row], mark, out decimal value, out string unit))
            {
                cells[row] = cells[row] with { Number = value };
                units[unit] = units.GetValueOrDefault(unit) + 1;
                numbers++;
            }
        }

        return numbers >= stated * Agreement
            ? (ColumnKind.Number, units.MaxBy(pair => pair.Value).Key, cells)
            : (ColumnKind.Text, "", [.. texts.Select(text => new TableCell(text, null, null))]);
    }

    private static TableCell[] ReadDates(IReadOnlyList<string> texts)
    {
        bool monthFirst = texts.Any(DateText.ProvesMonthFirst);
        return [.. texts.Select(text => new TableCell(text, null, DateText.TryRead(text, monthFirst, out DateOnly date) ? date : null))];
    }
}
