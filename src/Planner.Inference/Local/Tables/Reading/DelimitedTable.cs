namespace Planner.Inference.Local.Tables;

/// <summary>A table read from comma-, semicolon-, tab- or bar-separated text, with typed columns.</summary>
public sealed class DelimitedTable
{
    private readonly TableCell[][] _columns;

    internal DelimitedTable(IReadOnlyList<TableColumn> columns, TableCell[][] cells, IReadOnlyList<string> notes)
    {
        Columns = columns;
        Notes = notes;
        _columns = cells;
        RowCount = cells.Length == 0 ? 0 : cells[0].Length;
    }

    /// <summary>The columns, left to right.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>The number of rows under the header.</summary>
    public int RowCount { get; }

    /// <summary>What was mended while reading, one sentence each: ragged rows, a total line left out.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>A cell.</summary>
    /// <param name="row">The row under the header, 0-based.</param>
    /// <param name="column">The column, 0-based.</param>
    public TableCell this[int row, int column] => _columns[column][row];

    /// <summary>Reads a table. Never throws for what is in the text.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="options">Limits and hints.</param>
    public static TableReadResult Parse(string text, TableReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new DelimitedTableReader(text, options ?? new TableReadOptions()).Read();
    }

    /// <summary>Reads a table to the end of the reader. Never throws for what is in the text, nor when reading breaks off.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="options">Limits and hints.</param>
    public static TableReadResult Parse(TextReader reader, TableReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        options ??= new TableReadOptions();
        try
        {
            var text = new System.Text.StringBuilder();
            char[] buffer = new char[16 * 1024];
            for (int read = reader.Read(buffer, 0, buffer.Length); read > 0; read = reader.Read(buffer, 0, buffer.Length))
            {
                text.Append(buffer, 0, read);
                if (text.Length > options.MaxCharacters)
                {
                    break;
                }
            }

            return Parse(text.ToString(), options);
        }
        catch (IOException exception)
        {
            return new TableReadResult.Failed(new TableReadError(
                TableReadErrorKind.Unreadable, 0, $"The table could not be read: {exception.Message}", "Check that the file is there and try again."));
        }
    }
}
