namespace Planner.Inference.Local.Tables;

/// <summary>The columns that a question leaves to be guessed: the amounts, the dates, the people.</summary>
internal sealed class TableColumns(DelimitedTable table, ColumnIndex index, int statedColumns)
{
    private const double MostlyNames = 0.8;

    private static readonly string[] s_measures = [Concepts.Amount, "salary", Concepts.Price, Concepts.Quantity];

    // Looked at once, not for each row that is shown.
    private readonly Lazy<HashSet<TableColumn>> _flags = new(() => [.. table.Columns.Where(column => Flags.Holds(table, column))]);

    /// <summary>The column of numbers that a question means that names none.</summary>
    public TableColumn? Measure =>
        s_measures.SelectMany(index.Of).FirstOrDefault(ColumnIndex.IsQuantity) ?? table.Columns.FirstOrDefault(ColumnIndex.IsQuantity);

    /// <summary>The column of dates that a question means that names none.</summary>
    public TableColumn? Dates => table.Columns.FirstOrDefault(column => column.Kind == ColumnKind.Date);

    /// <summary>The column of identifiers, where each row has its own.</summary>
    public TableColumn? Identifier => table.Columns.FirstOrDefault(column => ColumnIndex.IsIdentifier(column) && IsUnique(column));

    /// <summary>The columns that tell rows apart for a reader: texts, dates and whatever else measures nothing.</summary>
    public IReadOnlyList<TableColumn> Identity =>
        [.. table.Columns.Where(column => !ColumnIndex.IsQuantity(column))];

    /// <summary>The column that was worked out of others, where there is one.</summary>
    public TableColumn? Derived => table.Columns.Count > statedColumns ? table.Columns[^1] : null;

    /// <summary>Whether the column holds prices of one piece while another says how many pieces there were.</summary>
    public bool IsPriceOfPieces(TableColumn column) =>
        Means(column, Concepts.Price) && !Means(column, Concepts.Amount)
        && table.Columns.Any(other => ColumnIndex.IsQuantity(other) && Means(other, Concepts.Quantity) && !Means(other, Concepts.Price) && !Means(other, "stock"));

    /// <summary>The columns of the file; a derived one is none of them.</summary>
    public IEnumerable<TableColumn> Stated => table.Columns.Take(statedColumns);

    /// <summary>The column of the people that a question asks for, going by what they do: who sells is no customer.</summary>
    /// <param name="words">The folded words of the question.</param>
    public TableColumn? People(IReadOnlyList<string> words)
    {
        bool Says(params ReadOnlySpan<string> verbs)
        {
            foreach (string verb in verbs)
            {
                if (words.Any(word => Inflection.AreForms(verb, word)))
                {
                    return true;
                }
            }

            return false;
        }

        IEnumerable<TableColumn> doers = Says("sell", "sold", "earn", "bring", "brought", "продать", "продал", "продавать", "заработал", "принес") ? index.Texts(Concepts.IsSeller)
            : Says("buy", "bought", "pay", "paid", "purchased", "spend", "spent", "купил", "покупать", "заплатил", "платил", "потратил") ? index.Texts(Concepts.IsBuyer)
            : [];
        return doers.Concat(index.Texts(Concepts.IsPerson)).FirstOrDefault()
            ?? index.Of(Concepts.Person).Where(column => column.Kind == ColumnKind.Text).OrderBy(column => index.ConceptsOf(column).Distinct().Count()).FirstOrDefault()
            ?? table.Columns.FirstOrDefault(HoldsNames);
    }

    /// <summary>Whether the header means people.</summary>
    public bool IsPeople(TableColumn column) => index.Texts(Concepts.IsPerson).Contains(column);

    /// <summary>Whether the header means a thing, a place or a time, which no "who" asks for.</summary>
    public bool IsThing(TableColumn column) =>
        column.Kind == ColumnKind.Date || index.ConceptsOf(column).Any(idea => idea is Concepts.Product or Concepts.Place or "category");

    /// <summary>Whether the header says nothing and the values look like names of people: two or three capitalised words of letters.</summary>
    private bool HoldsNames(TableColumn column)
    {
        if (column.Kind != ColumnKind.Text || index.ConceptsOf(column).Any())
        {
            return false;
        }

        string[] values = [.. Enumerable.Range(0, table.RowCount).Select(row => table[row, column.Index].Text).Where(text => text.Length > 0).Distinct()];
        int names = values.Count(value => value.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: 2 or 3 } parts
            && parts.All(part => char.IsUpper(part[0]) && part.All(c => char.IsLetter(c) || c is '-' or '\'' or '.')));
        return values.Length > 0 && names >= values.Length * MostlyNames;
    }

    /// <summary>The column that an idea means.</summary>
    public TableColumn? Of(string concept)
    {
        IEnumerable<TableColumn> found = index.Of(concept);
        return concept switch
        {
            Concepts.Date => found.FirstOrDefault(column => column.Kind == ColumnKind.Date) ?? Dates
                ?? found.Concat(index.Of("month")).Concat(index.Of("year")).FirstOrDefault(),
            Concepts.Person or Concepts.Product or Concepts.Place or Concepts.Origin or Concepts.Destination =>
                found.FirstOrDefault(column => column.Kind == ColumnKind.Text),
            _ => found.FirstOrDefault(column => column.Kind != ColumnKind.Text),
        };
    }

    /// <summary>The column of text that names each row, where no header says what somebody is called.</summary>
    public TableColumn? NamingText => table.Columns.FirstOrDefault(column => column.Kind == ColumnKind.Text) is { } first && IsUnique(first) ? first : null;

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

    /// <summary>Whether money comes in and goes out in one column, as on a statement of account.</summary>
    public bool HoldsBothSigns(TableColumn column) =>
        column.Kind == ColumnKind.Number && IsMoney(column)
        && Enumerable.Range(0, table.RowCount).Any(row => table[row, column.Index].Number < 0)
        && Enumerable.Range(0, table.RowCount).Any(row => table[row, column.Index].Number > 0);

    /// <summary>The column that says what money was for.</summary>
    public TableColumn? Purpose =>
        index.Of("category").Concat(index.Of(Concepts.Product)).Concat(index.Of("description")).FirstOrDefault(column => column.Kind == ColumnKind.Text);

    /// <summary>Whether a column of text only says yes or no.</summary>
    public bool IsFlag(TableColumn column) => _flags.Value.Contains(column);

    /// <summary>Whether a cell of the column holds the number.</summary>
    public bool Holds(TableColumn column, decimal number) =>
        Enumerable.Range(0, table.RowCount).Any(row => table[row, column.Index].Number == number);

    /// <summary>The columns of numbers.</summary>
    public IEnumerable<TableColumn> Numbers => table.Columns.Where(column => column.Kind == ColumnKind.Number);
}
