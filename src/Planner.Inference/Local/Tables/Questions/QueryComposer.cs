using System.Globalization;

namespace Planner.Inference.Local.Tables;

/// <summary>
/// Makes a query of a reading. Each step takes the mentions that it understands and leaves the rest to the next: conditions, groups, what the
/// answer names, the order, how to aggregate, and what.
/// </summary>
internal sealed class QueryComposer(QuestionReading reading, TableColumns columns)
{
    // A column that the question does not name is a guess.
    private const double Guess = 0.85;

    // From this score a header's own word beats the word's role in questions.
    private const double RoleOverColumn = 0.9;

    // The hint of "most", which may order by a number of rows.
    private const string Number = "number";

    // The hint of "show", which wants the cells themselves.
    private const string Listing = "list";

    private readonly MentionList _mentions = new(reading.Mentions);
    private TableQuery _query = new();
    private bool _lists;

    /// <summary>The query.</summary>
    public TableQuery Compose()
    {
        if (reading.Mentions.FirstOrDefault(mention => mention.Plays(QuestionRole.Unsupported) && mention.Columns.Count + mention.Values.Count == 0) is { } beyond)
        {
            return new TableQuery { Refusal = $"'{reading.Words[beyond.Start].Text}' is not something this engine can work out." };
        }

        var filters = new FilterComposer(reading.Words, _mentions, columns);
        filters.ReadComparisons();
        ReadGroup();
        ReadAnswer();
        filters.ReadValues();
        ReadRank();
        filters.ReadOperands();
        _query = _query with { Filters = filters.Filters, Refusal = filters.Missing };
        ReadNot();
        ReadAggregator();
        ReadRest();
        return _query;
    }

    private void ReadGroup()
    {
        foreach (int at in _mentions.Free.Where(at => _mentions[at].Plays(QuestionRole.Per)).ToArray())
        {
            int next = at + 1;
            if (!_mentions.IsFree(next) || _mentions.Gap(at, next) > 1 || reading.Unexplained.Contains(reading.Words[_mentions[at].End]) || HasValueBeside(next)
                || KeyOf(_mentions[next]) is not { } key || ColumnIndex.IsQuantity(key.Column))
            {
                continue;
            }

            _query = _query with { Group = key };
            _mentions.Use(at, next);
        }
    }

    private void ReadAnswer()
    {
        foreach (int at in _mentions.Free.Where(at => _mentions[at].Plays(QuestionRole.Which)).ToArray())
        {
            Mention mention = _mentions[at];
            string concept = mention.HintOf(QuestionRole.Which);
            int next = Next(at);
            TableKey? key = null;
            if (concept == Listing)
            {
                _lists = true;
                concept = "";
            }

            if (concept.Length > 0)
            {
                key = columns.Of(concept) is { } column ? new TableKey(column, DatePart.Whole) : null;
                key ??= mention.Column() is { } named ? new TableKey(named.Column, DatePart.Whole) : null;
            }
            else if (next >= 0 && _mentions.Gap(at, next) <= 2 && KeyOf(_mentions[next]) is { } found && found.Column.Kind != ColumnKind.Number
                && !HasValueBeside(next))
            {
                key = found;
                _mentions.Use(next);
            }
            else if (next >= 0 && _mentions[next].Plays(QuestionRole.Row) && _mentions.Gap(at, next) <= 1)
            {
                key = new TableKey(columns.Name, DatePart.Whole);
                _mentions.Use(next);
            }

            _mentions.Use(at);
            _query = _query with { Answer = _query.Answer ?? key };
        }
    }

    private void ReadRank()
    {
        int at = _mentions.Free.FirstOrDefault(at => _mentions[at].Plays(QuestionRole.Highest, QuestionRole.Lowest), -1);
        if (at < 0)
        {
            return;
        }

        bool highest = _mentions[at].Plays(QuestionRole.Highest);
        string concept = _mentions[at].HintOf(highest ? QuestionRole.Highest : QuestionRole.Lowest);
        (int place, int take) = ReadPlaces(at);
        _mentions.Use(at);
        _query = _query with { Rank = new TableRank(highest, place, take) };
        int next = Next(at);
        if (next >= 0 && _mentions[next].Plays(QuestionRole.Average, QuestionRole.Sum) && IsOperation(next))
        {
            _query = _query with { Aggregator = _mentions[next].Plays(QuestionRole.Average) ? TableAggregator.Average : TableAggregator.Sum };
            _mentions.Use(next);
            next = Next(next);
        }

        TableColumn? hinted = concept.Length > 0 && concept != Number ? columns.Of(concept) : null;
        if (hinted is not null)
        {
            _query = _query with { Measure = hinted };
            return;
        }

        // "The most orders" counts, "the top orders" does not.
        if (concept == Number && next >= 0 && Counted(next) && _mentions.Gap(at, next) <= 2)
        {
            _query = _query with { Aggregator = TableAggregator.Count };
            _mentions.Use(next);
        }
    }

    /// <summary>Whether a word that may name a column or an operation is the operation: "total" before "units".</summary>
    private bool IsOperation(int at) =>
        _mentions[at].Quantity is not { Score: > RoleOverColumn } named
        || (_mentions.IsFree(at + 1) && _mentions.Gap(at, at + 1) == 0 && _mentions[at + 1].Quantity is { Score: > RoleOverColumn } next && next.Column != named.Column);

    private (int Place, int Take) ReadPlaces(int at)
    {
        foreach (int side in new[] { at - 1, at + 1 })
        {
            if (!_mentions.IsFree(side) || _mentions.Gap(Math.Min(at, side), Math.Max(at, side)) > 1)
            {
                continue;
            }

            if (_mentions[side].Plays(QuestionRole.Place))
            {
                _mentions.Use(side);
                return (int.TryParse(_mentions[side].HintOf(QuestionRole.Place), CultureInfo.InvariantCulture, out int place) ? Math.Max(1, place) : 1, 1);
            }

            if (_mentions[side] is { Number: >= 1 and <= 1000 and { } number, Date: null })
            {
                _mentions.Use(side);
                return (1, (int)number);
            }
        }

        return (1, 1);
    }

    private void ReadNot()
    {
        if (_mentions.Free.Any(at => _mentions[at].Plays(QuestionRole.Not)))
        {
            _query = _query with { Refusal = "What the question denies is not a value of the table." };
        }
    }

    private void ReadAggregator()
    {
        foreach (int at in _mentions.Free.ToArray())
        {
            Mention mention = _mentions[at];
            if (!_mentions.IsFree(at) || !IsOperation(at))
            {
                // "Total" as a header is the column; as a question's word it asks for the sum as well.
                _query = mention.Plays(QuestionRole.Sum) ? _query with { SumsMany = true } : _query;
                continue;
            }

            if (mention.Plays(QuestionRole.Average) || mention.Plays(QuestionRole.Sum))
            {
                _query = _query.Aggregator == TableAggregator.None
                    ? _query with { Aggregator = mention.Plays(QuestionRole.Average) ? TableAggregator.Average : TableAggregator.Sum }
                    : _query;
                _mentions.Use(at);
            }
            else if (mention.Plays(QuestionRole.HowMuch))
            {
                _query = _query with { SumsMany = true };
                _mentions.Use(at);
            }
            else if (mention.Plays(QuestionRole.HowMany))
            {
                ReadHowMany(at);
            }
        }
    }

    private void ReadHowMany(int at)
    {
        int next = Next(at);
        bool near = next >= 0 && _mentions.Gap(at, next) <= 2;
        bool distinct = near && _mentions[next].Plays(QuestionRole.Distinct);
        if (distinct)
        {
            _mentions.Use(next);
            next = Next(next);
        }

        _mentions.Use(at);
        Mention? counted = near && next >= 0 ? _mentions[next] : null;
        bool unknownNoun = at + 1 < _mentions.Count && _mentions.Gap(at, at + 1) > 0 && reading.Unexplained.Any(word => word == reading.Words[_mentions[at].End]);
        if (counted is not null && !Counted(next) && !distinct)
        {
            _query = _query with { SumsMany = true };
            return;
        }

        // "Сколько заплатила Анна" asks for the amount: no noun follows, and the verb is a column of numbers.
        bool noNoun = counted is null && !unknownNoun;
        if (noNoun && (_mentions.Free.Any(free => _mentions[free].Quantity is not null) || _mentions[at].Quantity is not null))
        {
            _query = _query with { SumsMany = true, Measure = _mentions.Free.Any(free => _mentions[free].Quantity is not null) ? null : _mentions[at].Quantity!.Column };
            return;
        }

        TableColumn? column = counted?.Column(ColumnKind.Text)?.Column ?? counted?.Column(ColumnKind.Date)?.Column;
        bool isRow = counted is not null && (counted.Plays(QuestionRole.Row) || counted.Quantity?.Score > (counted.Column(ColumnKind.Text)?.Score ?? 0)) && !distinct;
        if (next >= 0 && counted is not null)
        {
            _mentions.Use(next);
        }

        _query = _query with
        {
            Aggregator = TableAggregator.Count,
            Measure = isRow ? null : column,
            CountsDistinct = column is not null && !isRow,
            Sureness = _query.Sureness * (counted is null ? Guess : 1),
        };
    }

    /// <summary>Takes the columns that are left: what is measured, and what the answer names.</summary>
    private void ReadRest()
    {
        TableColumn? measure = _query.Measure;
        foreach (int at in _mentions.Free.OrderByDescending(at => _mentions[at].Quantity?.Score ?? 0).ToArray())
        {
            Mention mention = _mentions[at];
            bool counts = _query.Aggregator == TableAggregator.Count;
            if (mention.Quantity is { } number && number.Score >= (mention.Column()?.Score ?? 0) - 0.05)
            {
                measure ??= counts ? null : number.Column;
                _mentions.Use(at);
            }
            else if (KeyOf(mention) is { } key && key != _query.Group)
            {
                bool namesAnswer = _query.Answer is null && !counts;
                _query = namesAnswer ? _query with { Answer = key } : _query;
                _mentions.Use(at);
            }
        }

        bool needed = _query.Aggregator is TableAggregator.Sum or TableAggregator.Average || _query.SumsMany
            || (_query.Rank is not null && _query.Aggregator != TableAggregator.Count) || (_query.Group is not null && _query.Aggregator == TableAggregator.None);
        if (measure is null && needed)
        {
            measure = columns.Measure;
            _query = _query with
            {
                Sureness = _query.Sureness * Guess,
                Refusal = measure is null && _query.Refusal.Length == 0 ? "The table has no column of numbers that the question could mean." : _query.Refusal,
            };
        }

        bool isSum = measure is not null && columns.IsMoney(measure) && _query.Answer is null && !_lists;
        _query = _query with { Measure = measure, SumsMany = _query.SumsMany || isSum };
    }

    private bool Counted(int at)
    {
        Mention mention = _mentions[at];
        // Money is not counted: "how many expenses" counts rows, where no header says "expenses" itself.
        double number = mention.Quantity is { } named && (named.Score > RoleOverColumn || !columns.IsMoney(named.Column) || Inflection.IsRussianVerb(reading.Words[mention.Start].Folded)) ? named.Score : 0;
        double other = mention.Columns.Where(link => !link.IsQuantity).Select(link => link.Score).FirstOrDefault();
        return mention.Plays(QuestionRole.Row) ? number < RoleOverColumn : other >= number && mention.Columns.Count > 0;
    }

    private bool HasValueBeside(int at) =>
        _mentions.IsFree(at + 1) && _mentions.Gap(at, at + 1) == 0
        && _mentions[at + 1].Values.Any(value => _mentions[at].Columns.Any(link => link.Column == value.Column));

    private TableKey? KeyOf(Mention mention)
    {
        bool isPart = mention.Plays(QuestionRole.DatePart);
        if (mention.Column() is { } link && (!isPart || link.Column.Kind != ColumnKind.Date))
        {
            return new TableKey(link.Column, DatePart.Whole);
        }

        return isPart && columns.Dates is { } dates
            ? new TableKey(dates, mention.HintOf(QuestionRole.DatePart) == "month" ? DatePart.Month : DatePart.Year)
            : null;
    }

    /// <summary>The next free mention that carries something of the table or an operation.</summary>
    private int Next(int at) => _mentions.Free.FirstOrDefault(
        other => other > at && (_mentions[other].Columns.Count + _mentions[other].Values.Count > 0 || _mentions[other].Plays(
            QuestionRole.Row, QuestionRole.DatePart, QuestionRole.Average, QuestionRole.Sum, QuestionRole.Highest, QuestionRole.Lowest, QuestionRole.Distinct)),
        -1);
}
