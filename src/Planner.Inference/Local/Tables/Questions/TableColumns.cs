namespace Planner.Inference.Local.Tables;

/// <summary>The columns that a question leaves to be guessed: the amounts, the dates, the people.</summary>
internal sealed class TableColumns(DelimitedTable table, ColumnIndex index)
{
    private static readonly string[] s_measures = [Concepts.Amount, "salary", Concepts.Price, Concepts.Quantity];

    /// <summary>The column of numbers that a question means that names none.</summary>
    public TableColumn? Measure =>
        s_measures.SelectMany(index.Of).FirstOrDefault(ColumnIndex.IsQuantity) ?? table.Columns.FirstOrDefault(ColumnIndex.IsQuantity);

    /// <summary>The column of dates that a question means that names none.</summary>
    public TableColumn? Dates => table.Columns.FirstOrDefault(column => column.Kind == ColumnKind.Date);

    /// <summary>The column that names a row.</summary>
    public TableColumn Name =>
        index.Of(Concepts.Person).FirstOrDefault(column => column.Kind == ColumnKind.Text && IsUnique(column))
        ?? table.Columns.FirstOrDefault(column => column.Kind != ColumnKind.Date && IsUnique(column))
        ?? table.Columns[0];

    /// <summary>The column that an idea means.</summary>
    public TableColumn? Of(string concept)
    {
        IEnumerable<TableColumn> found = index.Of(concept);
        return concept switch
        {
            Concepts.Date => found.FirstOrDefault(column => column.Kind == ColumnKind.Date) ?? Dates
                ?? found.Concat(index.Of("month")).Concat(index.Of("year")).FirstOrDefault(),
            Concepts.Person or Concepts.Place or Concepts.Origin or Concepts.Destination =>
                found.FirstOrDefault(column => column.Kind == ColumnKind.Text),
            _ => found.FirstOrDefault(column => column.Kind != ColumnKind.Text),
        };
    }

    /// <summary>The column that names somebody where no header says so.</summary>
    public TableColumn? FirstText => table.Columns.FirstOrDefault(column => column.Kind == ColumnKind.Text);

    /// <summary>Whether the column's header means the idea.</summary>
    public bool Means(TableColumn column, string concept) => index.ConceptsOf(column).Contains(concept);

    /// <summary>Whether the numbers of a column may be added up.</summary>
    public bool IsAdditive(TableColumn column) => column.Unit != "%" && Concepts.AreAdditive(index.ConceptsOf(column));

    /// <summary>Whether the numbers of a column are sums of money.</summary>
    public bool IsMoney(TableColumn column) => IsAdditive(column) && index.ConceptsOf(column).Contains(Concepts.Amount);

    /// <summary>The column of years, where years are numbers.</summary>
    public TableColumn? Years => index.Of("year").FirstOrDefault(column => column.Kind == ColumnKind.Number);

    /// <summary>Whether no two rows share a value of the column.</summary>
    public bool IsUnique(TableColumn column) =>
        Enumerable.Range(0, table.RowCount).Select(row => table[row, column.Index].Text).Distinct(StringComparer.Ordinal)
            .Count() == table.RowCount;

    /// <summary>Whether a cell of the column holds the number.</summary>
    public bool Holds(TableColumn column, decimal number) =>
        Enumerable.Range(0, table.RowCount).Any(row => table[row, column.Index].Number == number);

    /// <summary>The columns of numbers.</summary>
    public IEnumerable<TableColumn> Numbers => table.Columns.Where(column => column.Kind == ColumnKind.Number);
}
