namespace Planner.Inference.Local.Tables;

/// <summary>Named things beside each other: compared, answered one by one, or refused.</summary>
internal sealed partial class QueryComposer
{
    // These open a condition where a number follows, and compare where none does.
    private static readonly HashSet<string> s_comparatives = new(StringComparer.Ordinal)
    {
        "больше", "меньше", "более", "менее", "дороже", "дешевле", "старше", "моложе", "младше", "выше", "ниже",
    };

    /// <summary>Reads "who sold more, Ann or Boris": the named values are groups of which the higher is asked for.</summary>
    private void ReadComparative(FilterComposer filters)
    {
        int at = _mentions.Free.FirstOrDefault(at => _mentions[at].Plays(QuestionRole.More, QuestionRole.Fewer, QuestionRole.Greater, QuestionRole.Less), -1);
        if (at < 0 || _query.Rank is not null)
        {
            return;
        }

        Mention mention = _mentions[at];
        if (filters.Alternatives.FirstOrDefault(column => filters.IsEither(column) || filters.AreAround(column, at)) is { } column)
        {
            if (_mentions.Free.Any(other => _mentions[other].Plays(QuestionRole.HowMuch, QuestionRole.HowMany)))
            {
                _query = _query with { Refusal = "Differences are not worked out; ask for each figure alone." };
                return;
            }

            bool highest = mention.Plays(QuestionRole.More, QuestionRole.Greater);
            string hint = mention.Roles.Select(phrase => phrase.Hint).FirstOrDefault(text => text.Length > 0) ?? "";
            _mentions.Use(at);
            _query = _query with
            {
                Rank = new TableRank(highest, 1, 1),
                Answer = new TableKey(column, DatePart.Whole),
                Measure = hint.Length > 0 ? _columns.Of(hint) : null,
                Compares = true,
            };
            int next = _sense.Next(at);
            if (next >= 0 && _mentions.Gap(at, next) <= 1 && _sense.IsCounted(next) && _mentions[next].Plays(QuestionRole.Row))
            {
                _query = _query with { Aggregator = TableAggregator.Count };
                _mentions.Use(next);
            }
        }
        else if ((mention.Plays(QuestionRole.More, QuestionRole.Fewer) || s_comparatives.Contains(_reading.Words[mention.Start].Folded)) && mention.Columns.Count + mention.Values.Count == 0)
        {
            _query = _query with { Refusal = $"'{_reading.Words[mention.Start].Text}' compares, and the question does not name two things to compare." };
        }
    }

    /// <summary>Reads "in Moscow and in Kazan": a figure for each, unless the question wants them together.</summary>
    private void ReadSplit(FilterComposer filters)
    {
        TableColumn[] split = [.. filters.Alternatives.Where(column => !filters.IsEither(column))];
        bool asksFigure = _query is { Group: null, Rank: null, Answer: null, ShowsRows: false }
            && !_lists && (_query.Aggregator == TableAggregator.Count || _query.Measure is not null);
        bool together = _reading.Words.Any(word => word.Folded is "together" or "altogether" or "combined" or "overall" or "вместе" or "суммарно");
        if (!asksFigure || together || split.Length == 0)
        {
            return;
        }

        _query = split.Length == 1 ? _query with { Split = split[0] }
            : _query with { Refusal = $"The question names several values of {split[0].Name} and of {split[1].Name}; ask for each pair alone." };
    }

    /// <summary>Refuses "the cheapest and the most expensive": one order is read, and the other must not be lost.</summary>
    private void ReadSecondRank()
    {
        Mention? second = _mentions.Free.Select(at => _mentions[at])
            .FirstOrDefault(mention => mention.Plays(QuestionRole.Highest, QuestionRole.Lowest) && mention.Columns.Count + mention.Values.Count == 0);
        if (_query.Rank is not null && second is not null && _query.Refusal.Length == 0)
        {
            string said = string.Join(' ', _reading.Words.Take(second.End).Skip(second.Start).Select(word => word.Text));
            _query = _query with { Refusal = $"'{said}' asks for a second order; ask for each alone." };
        }
    }
}
