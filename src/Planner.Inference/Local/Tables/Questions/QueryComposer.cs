using System.Globalization;

namespace Planner.Inference.Local.Tables;

/// <summary>
/// Makes a query of a reading. Each step takes the mentions that it understands and leaves the rest to the next: conditions, groups, what the
/// answer names, the order, how to aggregate, and what.
/// </summary>
internal sealed partial class QueryComposer
{
    // A column that the question does not name is a guess.
    private const double Guess = 0.85;

    // The hint of "most", which may order by a number of rows.
    private const string Number = "number";

    // The hint of "most often", which orders by nothing else.
    private const string Rows = "rows";

    // The hint of "show", which wants the cells themselves.
    private const string Listing = "list";

    private readonly QuestionReading _reading;
    private readonly TableColumns _columns;
    private readonly MentionList _mentions;
    private readonly MentionSense _sense;
    private TableQuery _query = new();
    private bool _lists;
    private bool _asksWho;
    private bool _asksWhat;

    /// <summary>Makes a composer for one question.</summary>
    public QueryComposer(QuestionReading reading, TableColumns columns)
    {
        _reading = reading;
        _columns = columns;
        _mentions = new MentionList(reading.Mentions);
        _sense = new MentionSense(reading, _mentions, columns);
    }

    /// <summary>The query.</summary>
    public TableQuery Compose()
    {
        if (_reading.Mentions.FirstOrDefault(mention => mention.Plays(QuestionRole.Unsupported)
            && mention.Columns.Count + mention.Values.Count == 0) is { } beyond)
        {
            return new TableQuery { Refusal = $"'{_reading.Words[beyond.Start].Text}' is not something this engine can work out." };
        }

        var filters = new FilterComposer(_reading.Words, _mentions, _columns);
        filters.ReadComparisons();
        filters.ReadFlags();
        ReadShare();
        ReadGroup();
        ReadAnswer();
        filters.ReadValues();
        ReadRank();
        filters.ReadOperands();
        _query = _query with { Filters = filters.Filters, Refusal = filters.Missing };
        ReadNot();
        ReadComparative(filters);
        ReadAggregator();
        ReadRest();
        NameRowsOfNamedValues();
        ReadMoneyFlow();
        SettleShare(filters);
        ReadSplit(filters);
        ReadSecondRank();
        return _query;
    }

    private void ReadGroup()
    {
        foreach (int at in _mentions.Free.Where(at => _mentions[at].Plays(QuestionRole.Per)).ToArray())
        {
            int next = at + 1;
            if (!_mentions.IsFree(next) || _mentions.Gap(at, next) > 1
                || _reading.Unexplained.Contains(_reading.Words[_mentions[at].End]) || _sense.HasValueBeside(next)
                || _sense.KeyOf(_mentions[next]) is not { } key || ColumnIndex.IsQuantity(key.Column))
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
            int next = _sense.Next(at);
            TableKey? key = null;
            if (concept == Listing)
            {
                _lists = true;
                concept = "";
            }

            if (concept.Length > 0)
            {
                _asksWho |= concept == Concepts.Person;
                key = (concept == Concepts.Person ? People(at) : _columns.Of(concept)) is { } column ? new TableKey(column, DatePart.Whole) : null;
                key ??= mention.Column() is { } named ? new TableKey(named.Column, DatePart.Whole) : null;
            }
            else if (next >= 0 && _mentions.Gap(at, next) <= 2 && _sense.KeyOf(_mentions[next]) is { } found
                && found.Column.Kind != ColumnKind.Number
                && !_sense.HasValueBeside(next))
            {
                key = found;
                _mentions.Use(next);
            }
            else if (next >= 0 && _mentions[next].Plays(QuestionRole.Row) && _mentions.Gap(at, next) <= 1)
            {
                key = !_lists && _columns.Identifier is { } identifier ? new TableKey(identifier, DatePart.Whole) : null;
                _query = _query with { ShowsRows = key is null };
                _mentions.Use(next);
            }

            _asksWhat |= key is null && !_query.ShowsRows && mention.HintOf(QuestionRole.Which).Length == 0;
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
        int next = _sense.Next(at);
        if (_query is { Rank.Take: > 1, Answer: null, Group: null } && next >= 0 && _mentions[next].Plays(QuestionRole.Row) && _mentions.Gap(at, next) <= 1 + take)
        {
            // "The top 3 sales" are rows; their figures alone would not say which.
            _query = _query with { ShowsRows = true };
            _mentions.Use(next);
            next = _sense.Next(next);
        }

        if (next >= 0 && _mentions[next].Plays(QuestionRole.Average, QuestionRole.Sum) && _sense.IsOperation(next))
        {
            _query = _query with
            {
                Aggregator = _mentions[next].Plays(QuestionRole.Average) ? TableAggregator.Average
                : TableAggregator.Sum
            };
            _mentions.Use(next);
            next = _sense.Next(next);
        }

        TableColumn? hinted = concept.Length > 0 && concept != Number ? _columns.Of(concept) : null;
        if (hinted is not null)
        {
            _query = _query with { Measure = hinted };
            return;
        }

        if (concept == Rows)
        {
            _query = _query with { Aggregator = TableAggregator.Count };
            return;
        }

        // "The most orders" counts, "the top orders" does not.
        if (concept == Number && next >= 0 && _sense.IsCounted(next) && _mentions.Gap(at, next) <= 2)
        {
            _query = _query with { Aggregator = TableAggregator.Count };
            _mentions.Use(next);
        }
    }

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
                return (int.TryParse(_mentions[side].HintOf(QuestionRole.Place), CultureInfo.InvariantCulture, out int place)
                    ? Math.Max(1, place) : 1, 1);
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
            if (!_mentions.IsFree(at) || !_sense.IsOperation(at))
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
        int next = _sense.Next(at);
        bool near = next >= 0 && _mentions.Gap(at, next) <= 2;
        bool distinct = near && _mentions[next].Plays(QuestionRole.Distinct);
        if (distinct)
        {
            _mentions.Use(next);
            next = _sense.Next(next);
        }

        _mentions.Use(at);
        Mention? counted = near && next >= 0 ? _mentions[next] : null;
        bool unknownNoun = at + 1 < _mentions.Count && _mentions.Gap(at, at + 1) > 0
            && _reading.Unexplained.Any(word => word == _reading.Words[_mentions[at].End]);
        if (counted is not null && !_sense.IsCounted(next) && !distinct)
        {
            _query = _query with { SumsMany = true };
            return;
        }

        // "Сколько заплатила Анна" asks for the amount: no noun follows, and the verb is a column of numbers.
        bool noNoun = counted is null && !unknownNoun;
        if (noNoun && (_mentions.Free.Any(free => _mentions[free].Quantity is not null) || _mentions[at].Quantity is not null))
        {
            _query = _query with
            {
                SumsMany = true,
                Measure = _mentions.Free.Any(free => _mentions[free].Quantity is not null) ? null
                : _mentions[at].Quantity!.Column
            };
            return;
        }

        TableColumn? column = counted?.Column(ColumnKind.Text)?.Column ?? counted?.Column(ColumnKind.Date)?.Column;
        bool isRow = counted is not null
            && (counted.Plays(QuestionRole.Row) || counted.Quantity?.Score > (counted.Column(ColumnKind.Text)?.Score ?? 0)) && !distinct;
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
        bool asksThing = _asksWhat && _query is { SumsMany: false, Aggregator: TableAggregator.None, Rank: null };
        foreach (int at in _mentions.Free.OrderByDescending(at => _mentions[at].Quantity?.Score ?? 0).ToArray())
        {
            Mention mention = _mentions[at];
            bool counts = _query.Aggregator == TableAggregator.Count;
            if (asksThing && mention.Quantity is { Score: < MentionSense.RoleOverColumn } && Thing(mention) is { } thing)
            {
                // "What did she buy" asks for the thing, "how much" for the number.
                _query = _query with { Answer = _query.Answer ?? new TableKey(thing, DatePart.Whole) };
                _mentions.Use(at);
            }
            else if (mention.Quantity is { } number && number.Score >= (mention.Column()?.Score ?? 0) - 0.05)
            {
                measure ??= counts ? null : number.Column;
                _mentions.Use(at);
            }
            else if (_sense.KeyOf(mention) is { } key && key != _query.Group)
            {
                // "Who bought" asks for no product, though the verb may name its column.
                bool isSomebody = !_asksWho || !_columns.IsThing(key.Column);
                bool namesAnswer = isSomebody && _query is { Answer: null, ShowsRows: false } && (!counts || _query.Rank is not null);
                _query = namesAnswer ? _query with { Answer = key } : _query;
                _mentions.Use(at);
            }
        }

        if (_asksWho && _query.Answer is null && _query.Refusal.Length == 0)
        {
            _query = _columns.NamingText is { } text
                ? _query with { Answer = new TableKey(text, DatePart.Whole), Sureness = _query.Sureness * Guess }
                : _query with { Refusal = "The table has no column of people." };
        }

        if (_query is { Group: not null, Rank: null, Answer: not null } && _query.Answer != _query.Group && _query.Refusal.Length == 0)
        {
            _query = _query with { Refusal = "Rows are grouped by one column only; ask for each column alone." };
        }

        bool needed = _query.Aggregator is TableAggregator.Sum or TableAggregator.Average || _query.SumsMany
            || (_query.Rank is not null && _query.Aggregator != TableAggregator.Count)
                || (_query.Group is not null && _query.Aggregator == TableAggregator.None);
        if (measure is null && needed)
        {
            measure = _columns.Measure;
            _query = _query with
            {
                Sureness = _query.Sureness * Guess,
                Refusal = measure is null && _query.Refusal.Length == 0
                    ? "The table has no column of numbers that the question could mean." : _query.Refusal,
            };
        }

        if (measure is not null && _query.Aggregator == TableAggregator.Sum && _columns.IsPriceOfPieces(measure))
        {
            // A sum of prices of one piece says nothing; the total price is that of all pieces.
            _query = _columns.Derived is null && _query.Refusal.Length == 0
                ? _query with { Refusal = $"{measure.Name} is the price of one piece, and a sum of these says nothing." } : _query;
            measure = _columns.Derived ?? measure;
        }

        bool isSum = measure is not null && _columns.IsMoney(measure) && _query is { Answer: null, ShowsRows: false } && !_lists;
        _query = _query with { Measure = measure, SumsMany = _query.SumsMany || isSum };
    }
}
