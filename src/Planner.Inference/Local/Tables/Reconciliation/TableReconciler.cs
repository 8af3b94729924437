namespace Planner.Inference.Local.Tables;

/// <summary>Holds what a text says is to be paid against a table of payments.</summary>
public static class TableReconciler
{
    private static readonly string[] s_paid = ["paid", "payment", "amount", "received", "оплачено", "платеж", "сумма", "поступило"];

    private static readonly string[] s_due = ["due", "deadline", "срок"];

    /// <summary>Compares the text with the table, name by name.</summary>
    /// <param name="table">The payments: a column of names, a column of amounts, and dates where there are any.</param>
    /// <param name="text">The text: a letter, a contract, recognised or transcribed.</param>
    /// <returns>A line for each name that the text states with an amount, or that text and table share.</returns>
    public static Reconciliation Check(DelimitedTable table, string text)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(text);
        var index = new ColumnIndex(table);
        TableColumn[] texts = [.. table.Columns.Where(column => column.Kind == ColumnKind.Text)];
        if (texts.Length == 0)
        {
            return Failed("The table has no column of names. Add the payer's name to each row.");
        }

        if (AmountColumn(table, index) is not { } amounts)
        {
            return Failed("The table has no column of amounts. Add a column with numbers only.");
        }

        (TableColumn Column, IReadOnlyList<StatedFact> Facts,
            int Shared)[] readings = [.. texts.Select(column => Read(table, column, text))];
        IReadOnlyList<TableColumn> people = index.Of(Concepts.Person);
        (TableColumn names, IReadOnlyList<StatedFact> facts, _) =
            readings.OrderByDescending(reading => reading.Shared).ThenByDescending(reading => people.Contains(reading.Column)).First();
        TableColumn[] dates = [.. table.Columns.Where(column => column.Kind == ColumnKind.Date)];
        TableColumn? date = dates.FirstOrDefault(column => !Says(column, s_due)) ?? dates.FirstOrDefault();
        return facts.Count == 0
            ? Failed("The text states no name with an amount. Check that it says who is to pay how much.")
            : new Reconciliation(Lines(table, names, amounts, date, facts), names.Name, amounts.Name, date?.Name ?? "", "");
    }

    private static List<ReconciliationLine> Lines(
        DelimitedTable table, TableColumn names, TableColumn amounts, TableColumn? date, IReadOnlyList<StatedFact> facts)
    {
        var lines = new List<ReconciliationLine>();
        IReadOnlyList<string>[] payers = [.. Enumerable.Range(0, table.RowCount).Select(row => TextWords.FoldedWords(table[row, names.Index].Text))];
        var rest = facts.ToList();
        while (rest.Count > 0)
        {
            IReadOnlyList<string> name = TextWords.FoldedWords(rest[0].Name);
            StatedFact[] same = [.. rest.Where(fact => NameLikeness.AreSame(name, TextWords.FoldedWords(fact.Name)))];
            rest.RemoveAll(same.Contains);
            int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(row => NameLikeness.AreSame(name, payers[row]))];
            lines.Add(Line(table, names, amounts, date, rows, same));
        }

        return lines;
    }

    private static ReconciliationLine Line(
        DelimitedTable table, TableColumn names, TableColumn amounts, TableColumn? date, int[] rows, StatedFact[] facts)
    {
        // The same sum for the same day, said twice, is one debt.
        StatedFact[] debts = [.. facts.Where(fact => fact.Amount is not null).DistinctBy(fact => (fact.Amount, fact.Due))];
        debts = [.. debts.Where(fact => fact.Due is not null || debts.All(other => other == fact || other.Amount != fact.Amount))];
        decimal? stated = debts.Length == 0 ? null : debts.Sum(fact => fact.Amount!.Value);
        decimal paid = rows.Sum(row => table[row, amounts.Index].Number ?? 0);
        string currency = debts.Select(fact => fact.Currency).FirstOrDefault(unit => unit.Length > 0) ?? amounts.Unit;
        return new ReconciliationLine(
            rows.Length > 0 ? table[rows[0], names.Index].Text : facts[0].Name,
            stated,
            currency,
            facts.Max(fact => fact.Due),
            paid,
            [.. rows.Select(row => new TableCoordinate(row, amounts.Index))],
            date is null ? null : rows.Max(row => table[row, date.Index].Date),
            Verdict(stated, paid));
    }

    private static ReconciliationVerdict Verdict(decimal? stated, decimal paid) => stated switch
    {
        null => ReconciliationVerdict.NothingStated,
        _ when paid == stated => ReconciliationVerdict.PaidInFull,
        _ when paid > stated => ReconciliationVerdict.Overpaid,
        _ when paid == 0 => ReconciliationVerdict.NothingPaid,
        _ => ReconciliationVerdict.PartlyPaid,
    };

    private static (TableColumn Column, IReadOnlyList<StatedFact> Facts, int Shared) Read(DelimitedTable table, TableColumn column,
        string text)
    {
        IReadOnlyList<string>[] known =
        [
            .. Enumerable.Range(0, table.RowCount).Select(row => table[row, column.Index].Text).Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(TextWords.FoldedWords).Where(words => words.Count is > 0 and <= 6),
        ];
        IReadOnlyList<StatedFact> facts = new StatedFactReader(known).Read(text);
        return (column, facts, facts.Count(fact => known.Any(name => NameLikeness.AreSame(name, TextWords.FoldedWords(fact.Name)))));
    }

    private static TableColumn? AmountColumn(DelimitedTable table, ColumnIndex index)
    {
        TableColumn[] numbers = [.. table.Columns.Where(ColumnIndex.IsQuantity)];
        return numbers.FirstOrDefault(column => Says(column, s_paid) && !Says(column, s_due))
            ?? numbers.FirstOrDefault(column => index.Of(Concepts.Amount).Contains(column))
            ?? numbers.FirstOrDefault(column => column.Unit.Length > 0)
            ?? numbers.FirstOrDefault();
    }

    private static bool Says(TableColumn column, string[] words) =>
        TextWords.FoldedWords(column.Name.Replace('_', ' ')).Any(word => words.Any(known => Inflection.AreForms(word, known)));

    private static Reconciliation Failed(string problem) => new([], "", "", "", problem);
}
