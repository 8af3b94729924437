using System.Globalization;

namespace Planner.Inference.Local.Tables;

/// <summary>Makes the conditions of a query out of the mentions: comparisons, values, dates and numbers that stand for themselves.</summary>
internal sealed class FilterComposer(IReadOnlyList<TextWord> words, MentionList mentions, TableColumns columns)
{
    private const int NearbyWords = 3;
    private const double FlagScore = 0.75;

    private readonly List<TableFilter> _filters = [];
    private readonly List<(TableColumn Column, int At, bool Negated)> _places = [];

    /// <summary>The conditions made so far.</summary>
    public IReadOnlyList<TableFilter> Filters => _filters;

    /// <summary>The columns of which several values are named, each by words of its own.</summary>
    public IReadOnlyList<TableColumn> Alternatives =>
        [.. _filters.Where(filter => filter.IsAlternative).GroupBy(filter => filter.Column).Where(group => group.Count() > 1).Select(group => group.Key)];

    /// <summary>Whether the named values of a column are joined by "or".</summary>
    public bool IsEither(TableColumn column)
    {
        int[] starts = [.. _places.Where(place => place.Column == column).Select(place => mentions[place.At].Start)];
        return words.Take(starts.Max()).Skip(starts.Min()).Any(word => word.Folded is "or" or "или" or "либо");
    }

    /// <summary>Whether a mention stands between named values of the column: "Ann more than Boris".</summary>
    public bool AreAround(TableColumn column, int at) =>
        _places.Any(place => place.Column == column && place.At < at) && _places.Any(place => place.Column == column && place.At > at);

    /// <summary>What is said about a row and cannot be found in the table, or empty.</summary>
    public string Missing { get; private set; } = "";

    /// <summary>Reads "over 100", "between 5 and 10", "after 1 May", "с 1 по 15 марта".</summary>
    public void ReadComparisons()
    {
        for (int at = 0; at + 1 < mentions.Count; at++)
        {
            Mention mention = mentions[at];
            if (!mentions.IsFree(at) || !mentions.IsFree(at + 1) || mentions.Gap(at, at + 1) > 1 || !IsOperand(at + 1))
            {
                continue;
            }

            if (mention.Plays(QuestionRole.Between) && mentions.IsFree(at + 2) && IsOperand(at + 2))
            {
                Compare(at, at + 1, QuestionRole.AtLeast);
                Compare(at, at + 2, QuestionRole.AtMost);
            }
            else if (Comparison(mention) is { } role)
            {
                Compare(at, at + 1, role);
            }
        }
    }

    /// <summary>Reads columns of yes and no: "returned", "not paid"; "per returned" and "which returned" name the column.</summary>
    public void ReadFlags()
    {
        foreach (int at in mentions.Free.ToArray())
        {
            bool named = at > 0 && mentions.Gap(at - 1, at) == 0 && mentions[at - 1].Plays(QuestionRole.Per, QuestionRole.Which);
            if (!named && mentions[at].Column() is { Score: > FlagScore } link && mentions[at].Values.Count == 0 && columns.IsFlag(link.Column))
            {
                Add(at, link.Column, "=", "yes", cell => Flags.IsYes(cell.Text));
            }
        }
    }

    /// <summary>Reads the values that the question names, each with the column name beside it.</summary>
    public void ReadValues()
    {
        foreach (int at in mentions.Free.ToArray())
        {
            Mention mention = mentions[at];
            if (mention.Values.Count == 0 || mention.Values[0].Score < mention.Score - 0.2
                || (mention.Column()?.Score ?? 0) > mention.Values[0].Score
                || mention.Date is not null)
            {
                continue;
            }

            int beside = Beside(at, link => mention.Values.Any(value => value.Column == link.Column));
            // "bought" beside a product is what was done with it, not its column's name.
            beside = beside >= 0 && mentions[beside].Quantity is not null ? -1 : beside;
            ValueLink link = beside < 0 ? Directed(mention)
                : mention.Values.First(value => mentions[beside].Columns.Any(column => column.Column == value.Column));
            string names = link.Values.Count <= 3 ? string.Join(" or ", link.Values) : $"one of {link.Values.Count.ToString(CultureInfo.InvariantCulture)} values";
            Add(at, link.Column, "=", names, cell => link.Values.Contains(cell.Text));
            if (beside >= 0)
            {
                mentions.Use(beside);
            }
        }
    }

    /// <summary>Reads dates and numbers that stand for themselves: "in March", "order 1003".</summary>
    public void ReadOperands()
    {
        foreach (int at in mentions.Free.ToArray())
        {
            if (mentions[at].Date is { } date && columns.Dates is not null)
            {
                Add(at, DateColumn(at), "in", date.ToString(), cell => cell.Date is { } day && date.Contains(day));
            }
            else if (mentions[at].Number is { } number)
            {
                int beside = Beside(at, link => columns.Holds(link.Column, number));
                TableColumn? column = beside >= 0
                    ? mentions[beside].Columns.First(link => columns.Holds(link.Column, number)).Column
                    : columns.Numbers.FirstOrDefault(candidate => columns.Holds(candidate, number)
                        && (!ColumnIndex.IsQuantity(candidate) || candidate == columns.Measure));
                if (column is null)
                {
                    Missing = $"No cell holds {TableUnits.Exact(number)}.";
                    continue;
                }

                Add(at, column, "=", number.ToString("0.##", CultureInfo.InvariantCulture), cell => cell.Number == number);
                if (beside >= 0)
                {
                    mentions.Use(beside);
                }
            }
        }
    }

    /// <summary>Of "to Oslo" and "from Oslo" the value in the column that the preposition points to.</summary>
    private ValueLink Directed(Mention mention)
    {
        string before = mention.Start > 0 ? words[mention.Start - 1].Folded : "";
        string concept = before is "to" or "into" or "в" or "во" ? Concepts.Destination : before is "from" or "из" ? Concepts.Origin : "";
        return mention.Values.FirstOrDefault(value => value.Score > mention.Values[0].Score - 0.1
            && columns.Means(value.Column, concept)) ?? mention.Values[0];
    }

    private static QuestionRole? Comparison(Mention mention)
    {
        foreach (QuestionPhrase phrase in mention.Roles)
        {
            if (phrase.Role is QuestionRole.Greater or QuestionRole.AtLeast or QuestionRole.Less or QuestionRole.AtMost or QuestionRole.Until)
            {
                return phrase.Role;
            }
        }

        return null;
    }

    private void Compare(int comparison, int operand, QuestionRole role)
    {
        Mention said = mentions[operand];
        if (said.Date is { } date && columns.Dates is not null)
        {
            // "до 1 мая" leaves the day out, "с 1 по 15 мая" and "by 15 May" hold it.
            bool strict = role == QuestionRole.Until && words[mentions[comparison].Start].Folded == "до" && _filters.Count == 0;
            Func<int, bool> holds = Holds(strict ? QuestionRole.Less : role);
            Add(operand, DateColumn(comparison), Sign(strict ? QuestionRole.Less : role), date.ToString(), cell => cell.Date is { } day
                && holds(date.Compare(day)), alternative: false);
        }
        else if (said.Number is { } number && NumberColumn(comparison, operand) is { } column)
        {
            Func<int, bool> holds = Holds(role);
            Add(operand, column, Sign(role), number.ToString("0.##", CultureInfo.InvariantCulture), cell => cell.Number is { } value
                && holds(value.CompareTo(number)), alternative: false);
        }

        mentions.Use(comparison);
    }

    private void Add(int at, TableColumn column, string sign, string value, Func<TableCell, bool> accepts, bool alternative = true)
    {
        // "Delete the row of Boris", "except region North": what names the row or its column stands between.
        int before = at - 1;
        while (before >= 0 && !mentions[before].Plays(QuestionRole.Not) && (mentions[before].Plays(QuestionRole.Filler, QuestionRole.Row, QuestionRole.Per)
            || mentions[before].Columns.Any(link => link.Column == column)))
        {
            before--;
        }

        bool denied = mentions.IsFree(before) && mentions[before].Plays(QuestionRole.Not) && mentions.Gap(before, at) <= NearbyWords + at - before - 1;
        bool negated = denied || ContinuesDenial(at, column);
        string label = mentions[at].Date is null ? value : string.Join(' ', words.Take(mentions[at].End).Skip(mentions[at].Start).Select(word => word.Text));
        _filters.Add(negated
            ? new TableFilter(column, $"{column.Name} not {sign} {value}", false, cell => !accepts(cell))
            : new TableFilter(column, $"{column.Name} {sign} {value}", alternative, accepts) { Label = label });
        _places.Add((column, at, negated));
        mentions.Use(at);
        if (denied)
        {
            mentions.Use(before);
        }
    }

    /// <summary>Whether the mention goes on with what was left out: "except Ann and Boris".</summary>
    private bool ContinuesDenial(int at, TableColumn column) =>
        _places.Any(place => place.Negated && place.Column == column && place.At == at - 1 && mentions.Gap(at - 1, at) <= 1
            && words.Take(mentions[at].Start).Skip(mentions[at - 1].End).All(word => word.Folded is "and" or "or" or "," or "и" or "или"));

    private bool IsOperand(int at) => mentions[at].Number is not null || mentions[at].Date is not null;

    /// <summary>The free mention of a fitting column right before or after a mention.</summary>
    private int Beside(int at, Func<ColumnLink, bool> fits)
    {
        foreach (int side in new[] { at - 1, at + 1 })
        {
            if (mentions.IsFree(side) && mentions[side].Columns.Any(fits) && mentions.Gap(Math.Min(at, side), Math.Max(at, side)) == 0)
            {
                return side;
            }
        }

        return -1;
    }

    private TableColumn DateColumn(int at)
    {
        foreach (int side in new[] { at - 1, at - 2 })
        {
            if (side >= 0 && mentions[side].Column(ColumnKind.Date) is { Score: > 0.8 } link)
            {
                return link.Column;
            }
        }

        return columns.Dates!;
    }

    private TableColumn? NumberColumn(int comparison, int operand)
    {
        int before = comparison - 1, after = operand + 1;
        if (DateScanner.IsYear(words[mentions[operand].Start]) && columns.Years is { } years
            && (before < 0 || mentions[before].Quantity is not { Score: > 0.9 }))
        {
            return years;
        }

        if (after < mentions.Count && mentions.Gap(operand, after) < NearbyWords && Numeric(mentions[after]) is { } following)
        {
            mentions.Use(after);
            return following.Column;
        }

        if (before >= 0 && mentions.Gap(before, comparison) < NearbyWords && Numeric(mentions[before]) is { } preceding)
        {
            if (!mentions[before].Plays(QuestionRole.Row))
            {
                // "Payments over 400" orders by the payments and is about them as well.
                mentions.Use(before);
            }

            return preceding.Column;
        }

        string hint = mentions[comparison].Roles.Select(phrase => phrase.Hint).FirstOrDefault(text => text.Length > 0) ?? "";
        return (hint.Length > 0 ? columns.Of(hint) : null) ?? Enumerable.Range(0, comparison).Reverse()
            .Select(at => mentions[at].Quantity?.Column).FirstOrDefault(column => column is not null) ?? columns.Measure;
    }

    /// <summary>The column of numbers that a mention names; identifiers only by their whole name.</summary>
    private static ColumnLink? Numeric(Mention mention) =>
        mention.Quantity ?? (mention.Column(ColumnKind.Number) is { Score: > 0.9 } named ? named : null);

    private static Func<int, bool> Holds(QuestionRole role) => role switch
    {
        QuestionRole.Greater => order => order > 0,
        QuestionRole.AtLeast => order => order >= 0,
        QuestionRole.Less => order => order < 0,
        _ => order => order <= 0,
    };

    private static string Sign(QuestionRole role) => role switch
    {
        QuestionRole.Greater => ">",
        QuestionRole.AtLeast => ">=",
        QuestionRole.Less => "<",
        _ => "<=",
    };
}
