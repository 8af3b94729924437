using System.Globalization;

namespace Planner.Inference.Local.Tables;

/// <summary>Turns the text of a delimited file into a table: records, header, columns, kinds.</summary>
internal sealed class DelimitedTableReader(string text, TableReadOptions options)
{
    private const int MaxNotes = 5;

    private static readonly HashSet<string> s_totals = new(StringComparer.OrdinalIgnoreCase)
    {
        "total", "totals", "grand total", "sum", "total:", "итого", "итого:", "всего", "всего:", "suma",
    };

    private readonly List<string> _notes = [];

    public TableReadResult Read()
    {
        if (text.Length > options.MaxCharacters)
        {
            return TooLarge(0, $"The table has more than {Count(options.MaxCharacters)} characters.");
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return Fail(TableReadErrorKind.Binary, 0, "The file is not text.", "Save it as CSV in UTF-8 and attach that file.");
        }

        (int start, char separator, int skippedLines) = Start();
        var reader = new DelimitedRecordReader(text, separator, start);
        var records = new List<DelimitedRecord>();
        while (reader.Next() is { } record)
        {
            if (record.IsBlank)
            {
                continue;
            }

            records.Add(record with { Line = record.Line + skippedLines });
            if (record.Cells.Count > options.MaxColumns)
            {
                return TooLarge(record.Line + skippedLines, $"The row has {Count(record.Cells.Count)} cells, more than {Count(options.MaxColumns)}.");
            }

            if (records.Count > options.MaxRows + 1)
            {
                return TooLarge(record.Line + skippedLines, $"The table has more than {Count(options.MaxRows)} rows.");
            }
        }

        if (reader.UnclosedQuoteLine > 0)
        {
            return Fail(
                TableReadErrorKind.UnclosedQuote,
                reader.UnclosedQuoteLine + skippedLines,
                "A quoted cell is opened here and never closed.",
                "Close it with a \" or write a quote inside a quoted cell twice.");
        }

        return records.Count == 0
            ? Fail(TableReadErrorKind.Empty, 0, "The table is empty.", "Give a file with a header line and at least one row.")
            : Build(records, separator);
    }

    private TableReadResult Build(List<DelimitedRecord> records, char separator)
    {
        bool header = options.HasHeader ?? LooksLikeHeader(records[0]);
        List<DelimitedRecord> rows = header ? records[1..] : records;
        if (rows.Count == 0)
        {
            return Fail(TableReadErrorKind.Empty, records[0].Line, "The table has a header but no rows.",
                "Give at least one row under the header.");
        }

        LeaveOutTotals(rows);
        int width = Width(header ? records[0] : rows[0], rows);
        DecimalMark fallback = separator == ';' ? DecimalMark.Comma : DecimalMark.Point;
        var columns = new TableColumn[width];
        var cells = new TableCell[width][];
        for (int column = 0; column < width; column++)
        {
            string name = header && column < records[0].Cells.Count ? records[0].Cells[column] : "";
            name = name.Length > 0 ? name : $"Column {Count(column + 1)}";
            string[] texts = [.. rows.Select(row => column < row.Cells.Count ? row.Cells[column] : "")];
            (ColumnKind kind, string unit, cells[column]) = ColumnTyper.Read(texts, fallback);
            columns[column] = new TableColumn(column, name, kind, unit);
        }

        return new TableReadResult.Read(new DelimitedTable(columns, cells, _notes));
    }

    /// <summary>Skips the byte order mark and the <c>sep=;</c> line that spreadsheets write.</summary>
    private (int Start, char Separator, int SkippedLines) Start()
    {
        int start = text.StartsWith('\uFEFF') ? 1 : 0;
        if (text.Length > start + 4 && text.AsSpan(start).StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
        {
            int lineEnd = text.IndexOf('\n', start);
            return (lineEnd < 0 ? text.Length : lineEnd + 1, text[start + 4], 1);
        }

        return (start, options.Separator ?? SeparatorDetector.Detect(text, start), 0);
    }

    private static bool LooksLikeHeader(DelimitedRecord first)
    {
        int dates = first.Cells.Count(cell => DateText.TryRead(cell, monthFirst: false, out _));
        int numbers = first.Cells.Count(cell => NumberText.TryRead(cell, DecimalMark.Point, out _, out _));
        bool fractions = first.Cells.Any(cell =>
            NumberText.TryRead(cell, DecimalMark.Point, out decimal value, out _) && value != decimal.Truncate(value));
        return dates == 0 && !fractions && numbers * 2 <= first.Cells.Count;
    }

    /// <summary>A closing line "Total" would be counted twice in every sum.</summary>
    private void LeaveOutTotals(List<DelimitedRecord> rows)
    {
        if (rows.Count > 1 && rows[^1].Cells.FirstOrDefault(cell => cell.Length > 0) is { } first && s_totals.Contains(first))
        {
            _notes.Add($"Line {Count(rows[^1].Line)} is a total line and is left out.");
            rows.RemoveAt(rows.Count - 1);
        }
    }

    private int Width(DelimitedRecord header, List<DelimitedRecord> rows)
    {
        int expected = header.Cells.Count;
        while (expected > 1 && header.Cells[expected - 1].Length == 0
            && rows.All(row => row.Cells.Count < expected || row.Cells[expected - 1].Length == 0))
        {
            expected--;
        }

        int width = expected;
        foreach (DelimitedRecord row in rows)
        {
            int filled = row.Cells.Count;
            while (filled > expected && row.Cells[filled - 1].Length == 0)
            {
                filled--;
            }

            width = Math.Max(width, filled);
            if ((filled > expected || row.Cells.Count < expected) && _notes.Count < MaxNotes)
            {
                _notes.Add($"Line {Count(row.Line)} has {Count(row.Cells.Count)} cells where the header has {Count(expected)}.");
            }
        }

        return width;
    }

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static TableReadResult.Failed TooLarge(int line, string what) =>
        Fail(TableReadErrorKind.TooLarge, line, what, "Cut it to the part that the question needs.");

    private static TableReadResult.Failed Fail(TableReadErrorKind kind, int line, string what, string fix) =>
        new(new TableReadError(kind, line, what, fix));
}
