using System.Globalization;

namespace Planner.Inference.Local.Tables;

/// <summary>Runs a query over a table.</summary>
internal sealed class QueryRunner(DelimitedTable table, TableColumns columns, TableQuery query)
{
    private const int MostNamed = 50;

    // A list of every row answers a question only when nothing in it was left out.
    private const double LeastForAll = 0.6;

    /// <summary>The answer, with the confidence of the reading.</summary>
    /// <param name="confidence">0–1.</param>
    public TableAnswer Run(double confidence)
    {
        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(Accepts)];
        string where = Where(rows.Length);
        if (rows.Length == 0 && query.Aggregator != TableAggregator.Count)
        {
            return TableAnswer.None(confidence * 0.5, $"no row fits{where}");
        }

        RowGroup[] groups = Groups(rows);
        return query switch
        {
            { AsShare: true } => Share(rows, confidence, where),
            { Split: { } split } => PerValue(split, rows, confidence, where),
            { Rank: { } rank } => Ranked(rank, rows, groups, confidence, where),
            { Group: not null } => Grouped(groups, confidence, where),
            { Aggregator: TableAggregator.Count } => Single(TableAggregator.Count, rows, confidence, where),
            { Measure: { } measure } when query.Aggregator != TableAggregator.None
                || (query.SumsMany && rows.Length > 1 && columns.IsAdditive(measure)) =>
                Single(query.Aggregator == TableAggregator.None ? TableAggregator.Sum : query.Aggregator, rows, confidence, where),
            _ => LookedUp(rows, confidence, where),
        };
    }

    /// <summary>The figure of the rows in hundredths of that of all rows that meet the conditions without the named values.</summary>
    private TableAnswer Share(int[] rows, double confidence, string where)
    {
        // "What share of March's revenue is from desks": the desks are the part, March is not.
        bool things = query.Filters.Any(filter => filter is { IsAlternative: true, Column.Kind: ColumnKind.Text });
        int[] all = [.. Enumerable.Range(0, table.RowCount).Where(row => Meets(row, filter => !filter.IsAlternative || (things && filter.Column.Kind != ColumnKind.Text)))];
        return Aggregate(query.Aggregator, all) is { } whole and not 0
            ? Answer($"{((Aggregate(query.Aggregator, rows) ?? 0) / whole * 100).ToString("0.#", CultureInfo.InvariantCulture)} %", query.Aggregator, rows, query.Measure, confidence,
                $"{Describe(query.Aggregator)}{where} of {Measured(whole, query.Aggregator)} in {Number(all.Length)} rows")
            : TableAnswer.None(confidence * 0.5, $"there is nothing of which a share could be{where}");
    }

    /// <summary>A figure for each value that the question names.</summary>
    private TableAnswer PerValue(TableColumn split, int[] rows, double confidence, string where)
    {
        TableAggregator aggregator = query.Aggregator != TableAggregator.None ? query.Aggregator
            : query is { SumsMany: true, Measure: { } measure } && columns.IsAdditive(measure) ? TableAggregator.Sum : TableAggregator.None;
        var parts = query.Filters.Where(filter => filter.IsAlternative && filter.Column == split)
            .Select(filter => (filter.Label, Rows: rows.Where(row => filter.Accepts(table[row, split.Index])).ToArray())).ToArray();
        string text = string.Join("; ", parts.Select(part => $"{part.Label}: {Figure(aggregator, part.Rows)}"));
        string together = aggregator is TableAggregator.Sum or TableAggregator.Count ? $"; together {Figure(aggregator, rows)}" : "";
        string what = aggregator == TableAggregator.None ? query.Measure!.Name : Describe(aggregator);
        return Answer(text, aggregator, rows, query.Measure, confidence, $"{what} per {split.Name}{where}{together}");
    }

    private string Figure(TableAggregator aggregator, int[] rows)
    {
        if (aggregator != TableAggregator.None)
        {
            return Aggregate(aggregator, rows) is { } value ? Measured(value, aggregator) : "—";
        }

        string text = string.Join(", ", rows.Select(row => Text(row, query.Measure!)).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).Take(MostNamed));
        return text.Length > 0 ? text : "—";
    }

    /// <summary>A row as a reader tells it from others; in a list with its figures too.</summary>
    private string RowText(int row, bool withFigures)
    {
        TableColumn[] pinned = [.. query.Filters.Where(filter => filter.IsAlternative).GroupBy(filter => filter.Column)
            .Where(group => group.Count() == 1 && group.Key.Kind == ColumnKind.Text).Select(group => group.Key)];
        TableColumn[] shown = [.. columns.Identity.Where(column => !withFigures || !pinned.Contains(column)),
            .. withFigures ? columns.Stated.Where(ColumnIndex.IsQuantity) : []];
        return string.Join(", ", shown.OrderBy(column => column.Index).Select(column => columns.IsFlag(column) ? Flags.IsYes(Text(row, column)) ? column.Name : "" : Text(row, column)).Where(text => text.Length > 0));
    }

    private string Measured(decimal value, TableAggregator aggregator) =>
        aggregator == TableAggregator.Count ? Number(value) : TableUnits.Write(value, query.Measure);

    private TableAnswer Ranked(TableRank rank, int[] rows, RowGroup[] groups, double confidence, string where)
    {
        TableKey? key = query.Answer is { } answer && answer.Column != query.Measure ? answer : query.Group;
        string order = rank.IsHighest ? "highest" : "lowest";
        if (key is not null && GroupsBy(key, rows, groups) is { } aggregator)
        {
            return RankedGroups(rank, groups, aggregator, confidence, $"{order} {Describe(aggregator)} per {key}{where}");
        }

        TableColumn? measure = query.Measure;
        if (measure is null)
        {
            return TableAnswer.None(confidence * 0.5, "the question does not say what to order by");
        }

        // Places are of different values: the second highest is not the highest again.
        IGrouping<IComparable, int>[] places =
        [
            .. rows.Where(row => Rankable(row, measure) is not null).GroupBy(row => Rankable(row, measure)!)
                .OrderBy(group => group.Key, rank.IsHighest ? Comparer<IComparable>.Create((left, right) => right.CompareTo(left))
                    : Comparer<IComparable>.Default),
        ];
        // "The top 3" are three rows, and those that equal the third.
        int taken = 0;
        int[] chosen = rank.Take == 1
            ? [.. places.Skip(rank.Place - 1).Take(1).SelectMany(group => group)]
            : [.. places.TakeWhile(group => (taken += group.Count()) - group.Count() < rank.Take).SelectMany(group => group)];
        if (chosen.Length == 0)
        {
            return TableAnswer.None(confidence * 0.5, $"there is no place {rank.Place.ToString(CultureInfo.InvariantCulture)} by {measure.Name}{where}");
        }

        if (query.ShowsRows)
        {
            string listed = string.Join("; ", chosen.Take(MostNamed).Select(row => $"{RowText(row, withFigures: false)}: {Text(row, measure)}"));
            return Answer(listed, TableAggregator.None, chosen, measure, confidence, $"rows of the {order} {measure.Name}{where}");
        }

        bool names = key is not null;
        TableColumn shown = names ? key!.Column : measure;
        TableAggregator label = names || rank.Take > 1
            || rank.Place > 1 ? TableAggregator.None : rank.IsHighest ? TableAggregator.Max : TableAggregator.Min;
        chosen = names || rank.Take > 1 ? chosen : chosen[..1];
        string text = string.Join(", ", chosen.Select(row => names ? key!.Of(table[row, shown.Index]) : Text(row, shown))
            .Distinct(StringComparer.Ordinal).Take(MostNamed));
        string values = string.Join(", ", chosen.Select(row => Text(row, measure)).Distinct(StringComparer.Ordinal).Take(MostNamed));
        return Answer(text, label, chosen, shown, confidence, $"{(names ? $"{shown.Name} of the " : "")}{order} {measure.Name}{where}{(names ? $": {values}" : "")}") with { Figure = names ? values : "" };
    }

    private TableAnswer RankedGroups(TableRank rank, RowGroup[] groups, TableAggregator aggregator, double confidence, string explanation)
    {
        (RowGroup Group, decimal Value)[] valued =
            [.. groups.Select(group => (group, Value: Aggregate(aggregator, group.Rows))).Where(pair => pair.Value is not null)
                .Select(pair => (pair.group, pair.Value!.Value))];
        decimal[] places = [.. valued.Select(pair => pair.Value).Distinct().Order()];
        Array.Sort(places, rank.IsHighest ? (left, right) => right.CompareTo(left) : Comparer<decimal>.Default.Compare);
        decimal[] wanted = [.. places.Skip(rank.Place - 1).Take(rank.Take)];
        (RowGroup Group, decimal Value)[] chosen = [.. wanted.SelectMany(place => valued.Where(pair => pair.Value == place))];
        if (chosen.Length == 0)
        {
            return TableAnswer.None(confidence * 0.5, $"there is no place {rank.Place.ToString(CultureInfo.InvariantCulture)} by {explanation}");
        }

        string text = string.Join(", ", chosen.Select(pair => pair.Group.Key).Take(MostNamed));
        string values = string.Join(", ", (query.Compares ? valued : chosen).Select(pair => $"{pair.Group.Key} {Measured(pair.Value, aggregator)}").Take(MostNamed));
        return Answer(text, aggregator, [.. chosen.SelectMany(pair => pair.Group.Rows)], query.Measure, confidence, $"{explanation}: {values}") with
        {
            Figure = string.Join(", ", wanted.Select(value => Measured(value, aggregator))),
        };
    }

    private TableAnswer Grouped(RowGroup[] groups, double confidence, string where)
    {
        if (query.Aggregator == TableAggregator.Average && groups.All(group => group.Rows.Length == 1))
        {
            // "The average per order", where each row is an order, is one average.
            return Single(query.Aggregator, [.. groups.SelectMany(group => group.Rows)], confidence, where);
        }

        TableAggregator aggregator = query.Aggregator != TableAggregator.None ? query.Aggregator
            : query.Measure is { } measure && !columns.IsAdditive(measure) ? TableAggregator.Average : TableAggregator.Sum;
        string text = string.Join("; ", groups.Take(MostNamed).Select(group => $"{group.Key}: {Measured(Aggregate(aggregator, group.Rows) ?? 0, aggregator)}"));
        return Answer(
            text, aggregator, [.. groups.SelectMany(group => group.Rows)], query.Measure, confidence, $"{Describe(aggregator)} per {query.Group}{where}");
    }

    private TableAnswer Single(TableAggregator aggregator, int[] rows, double confidence, string where) =>
        Aggregate(aggregator, rows) is { } value
            ? Answer(Measured(value, aggregator), aggregator, rows, query.Measure, confidence, $"{Describe(aggregator)}{where}")
            : TableAnswer.None(confidence * 0.5, $"no number in {query.Measure?.Name}{where}");

    private TableAnswer LookedUp(int[] rows, double confidence, string where)
    {
        if (query.ShowsRows)
        {
            string rest = rows.Length > MostNamed ? $" and {Number(rows.Length - MostNamed)} more" : "";
            return Answer(string.Join("; ", rows.Take(MostNamed).Select(row => RowText(row, withFigures: true))) + rest, TableAggregator.None, rows, null,
                confidence, $"rows{where}");
        }

        TableKey? key = query.Measure is { } measure
            && (query.Answer is null || query.SumsMany) ? new TableKey(measure, DatePart.Whole) : query.Answer;
        if (key is null || (query.Filters.Count == 0 && table.RowCount > 1 && query.Answer is null))
        {
            return TableAnswer.None(confidence * 0.4, "the question names no column to read or no row to read it from");
        }

        if (query.Filters.Count == 0 && confidence < LeastForAll)
        {
            return TableAnswer.None(confidence * 0.5, "not enough of the question is in the table to tell which rows are meant");
        }

        string[] texts = [.. rows.Select(row => key.Column.Kind == ColumnKind.Number ? Text(row, key.Column)
            : key.Of(table[row, key.Column.Index]))
            .Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)];
        string more = texts.Length > MostNamed ? $" and {Number(texts.Length - MostNamed)} more" : "";
        return texts.Length == 0
            ? TableAnswer.None(confidence * 0.5, $"{key} is empty{where}")
            : Answer(string.Join(", ", texts.Take(MostNamed)) + more, TableAggregator.None, rows, key.Column, confidence, $"{key}{where}");
    }

    private TableAnswer Answer(string text, TableAggregator aggregator, int[] rows, TableColumn? column, double confidence,
        string explanation)
    {
        int at = column?.Index ?? 0;
        return new TableAnswer(
            text, aggregator, [.. rows.Select(row => new TableCoordinate(row, at))], [.. rows.Select(row => table[row, at].Text)],
                Math.Round(confidence, 3), explanation);
    }

    /// <summary>How rows are put together before they are ordered, or null where each row stands for itself.</summary>
    private TableAggregator? GroupsBy(TableKey key, int[] rows, RowGroup[] groups)
    {
        if (query.Aggregator != TableAggregator.None)
        {
            return query.Aggregator;
        }

        bool repeated = groups.Length < rows.Length && (key.Part != DatePart.Whole || !columns.IsUnique(key.Column));
        return repeated && query.Measure is { Kind: ColumnKind.Number } measure && columns.IsAdditive(measure) ? TableAggregator.Sum : null;
    }

    private RowGroup[] Groups(int[] rows) =>
        (query.Rank is not null ? query.Answer ?? query.Group : query.Group) is { } key
            ? [.. rows.GroupBy(row => key.Of(table[row, key.Column.Index]), StringComparer.Ordinal)
                .Select(group => new RowGroup(group.Key, [.. group]))]
            : [];

    private decimal? Aggregate(TableAggregator aggregator, int[] rows)
    {
        if (aggregator == TableAggregator.Count)
        {
            return query is { CountsDistinct: true, Measure: { } column }
                ? rows.Select(row => table[row, column.Index].Text).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).Count()
                : rows.Length;
        }

        decimal[] numbers = query.Measure is { } measure ? [.. rows.Select(row => Signed(row, measure)).OfType<decimal>()] : [];
        return numbers.Length == 0 ? null : aggregator == TableAggregator.Average ? numbers.Average() : numbers.Sum();
    }

    private bool Meets(int row, Func<TableFilter, bool> which) =>
        query.Filters.Where(which).All(filter => filter.Accepts(table[row, filter.Column.Index]));

    private bool Accepts(int row) =>
        Meets(row, filter => !filter.IsAlternative)
        && query.Filters.Where(filter => filter.IsAlternative).GroupBy(filter => filter.Column)
            .All(alternatives => alternatives.Any(filter => filter.Accepts(table[row, filter.Column.Index])));

    private IComparable? Rankable(int row, TableColumn column)
    {
        TableCell cell = table[row, column.Index];
        return column.Kind switch
        {
            ColumnKind.Number => Signed(row, column),
            ColumnKind.Date => cell.Date,
            _ => null,
        };
    }

    // What was spent is a sum, though a statement holds it below zero.
    private decimal? Signed(int row, TableColumn column) =>
        query.ReadsOutgoings && column == query.Measure ? -table[row, column.Index].Number : table[row, column.Index].Number;

    private string Text(int row, TableColumn column) => Signed(row, column) is { } number ? TableUnits.WriteExact(number, column)
        : table[row, column.Index].Text;

    private string Describe(TableAggregator aggregator) => aggregator switch
    {
        TableAggregator.Count when query.CountsDistinct => $"number of different {query.Measure?.Name}",
        TableAggregator.Count => "number of rows",
        _ => $"{aggregator.ToString().ToLowerInvariant()} of {query.Measure?.Name}",
    };

    private string Where(int rows)
    {
        string conditions = string.Join(" and ", query.Filters.GroupBy(filter => (filter.Column, filter.IsAlternative))
            .Select(group => string.Join(group.Key.IsAlternative ? " or " : " and ", group.Select(filter => filter.Description))));
        return $"{(conditions.Length > 0 ? $" where {conditions}" : "")} ({Number(rows)} {(rows == 1 ? "row" : "rows")})";
    }

    private static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
