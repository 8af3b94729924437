namespace Planner.Inference.Local.Tables;

/// <summary>
/// Gives a table of pieces and prices the column that its questions about revenue mean: pieces × price, row by row. A table that states
/// amounts, that knows several prices or quantities, or that takes discounts or taxes off gets none: there the product is a guess.
/// </summary>
internal sealed class DerivedRevenue
{
    private readonly TableColumn? _pieces;
    private readonly TableColumn? _price;

    /// <summary>Looks for the two columns.</summary>
    public DerivedRevenue(DelimitedTable table)
    {
        Table = table;
        var index = new ColumnIndex(table);
        ILookup<string, TableColumn> kinds = table.Columns.Where(ColumnIndex.IsQuantity)
            .ToLookup(column => KindOf([.. index.ConceptsOf(column)]), column => column);
        bool isWhole = !kinds[Concepts.Amount].Any() && !table.Columns.Any(column => index.ConceptsOf(column).Any(idea => idea is "discount" or "tax"));
        if (isWhole && kinds[Concepts.Quantity].ToArray() is [var pieces] && kinds[Concepts.Price].ToArray() is [var price])
        {
            (_pieces, _price) = (pieces, price);
            Table = With(table, pieces, price);
        }
    }

    /// <summary>The table, with the derived column last where there is one.</summary>
    public DelimitedTable Table { get; }

    /// <summary>The answer with the cells of the derived column as the cells it was made of.</summary>
    public TableAnswer Traced(TableAnswer answer)
    {
        if (_pieces is null || _price is null || !answer.Coordinates.Any(cell => cell.Column == Table.Columns.Count - 1))
        {
            return answer;
        }

        TableCoordinate[] cells = [.. answer.Coordinates.SelectMany(cell => cell.Column == Table.Columns.Count - 1
            ? new[] { cell with { Column = _pieces.Index }, cell with { Column = _price.Index } } : [cell])];
        return answer with { Coordinates = cells, Cells = [.. cells.Select(cell => Table[cell.Row, cell.Column].Text)] };
    }

    private static string KindOf(IReadOnlyList<string> ideas) =>
        ideas.Contains("stock") ? ""
        : ideas.Contains(Concepts.Price) ? ideas.Contains(Concepts.Amount) ? Concepts.Amount : Concepts.Price
        : ideas.Contains(Concepts.Quantity) ? Concepts.Quantity
        : ideas.Contains(Concepts.Amount) ? Concepts.Amount
        : "";

    private static DelimitedTable With(DelimitedTable table, TableColumn pieces, TableColumn price)
    {
        bool isRussian = price.Name.Any(c => c is >= '\u0400' and <= '\u04FF');
        var revenue = new TableColumn(
            table.Columns.Count, $"{(isRussian ? "выручка" : "revenue")} ({pieces.Name} × {price.Name})", ColumnKind.Number, TableUnits.Of(price));
        TableCell[] products = [.. Enumerable.Range(0, table.RowCount)
            .Select(row => table[row, pieces.Index].Number * table[row, price.Index].Number)
            .Select(product => new TableCell(product is { } number ? TableUnits.Exact(number) : "", product, null))];
        TableCell[][] cells =
        [
            .. table.Columns.Select(column => Enumerable.Range(0, table.RowCount).Select(row => table[row, column.Index]).ToArray()),
            products,
        ];
        return new DelimitedTable([.. table.Columns, revenue], cells, table.Notes);
    }
}
