namespace Planner.Inference.Local.Tables;

/// <summary>Figures that stand in relation to others: shares of a whole, money that went out of an account.</summary>
internal sealed partial class QueryComposer
{
    /// <summary>Reads "what share of the revenue", "what percentage of the orders".</summary>
    private void ReadShare()
    {
        int at = _mentions.Free.FirstOrDefault(at => _mentions[at].Plays(QuestionRole.Share) && _mentions[at].Columns.Count + _mentions[at].Values.Count == 0, -1);
        if (at < 0)
        {
            return;
        }

        _mentions.Use(at);
        int next = _sense.Next(at);
        bool counts = next >= 0 && _mentions[next].Plays(QuestionRole.Row) && _sense.IsCounted(next);
        if (counts)
        {
            _mentions.Use(next);
        }

        _query = _query with { AsShare = true, Aggregator = counts ? TableAggregator.Count : TableAggregator.None };
    }

    // The named values are the part, all rows that meet the other conditions the whole.
    private void SettleShare(FilterComposer filters)
    {
        if (!_query.AsShare)
        {
            return;
        }

        bool additive = _query.Measure is null || _columns.IsAdditive(_query.Measure);
        _query = _query with
        {
            Answer = null,
            Group = null,
            ShowsRows = false,
            Aggregator = _query.Measure is null ? TableAggregator.Count : TableAggregator.Sum,
            Refusal = _query.Refusal.Length > 0 ? _query.Refusal
                : !additive || _query.Aggregator == TableAggregator.Average || _query.Rank is not null ? "A share is worked out of sums and numbers of rows only."
                : filters.Filters.Any(filter => filter.IsAlternative) ? "" : "The question does not say of what the share is.",
        };
    }

    /// <summary>Reads "spent" and "received" where one column holds both, what went out below zero.</summary>
    private void ReadMoneyFlow()
    {
        if (_query.Measure is not { } measure || !_columns.HoldsBothSigns(measure))
        {
            return;
        }

        bool spent = _reading.Words.Any(word => Concepts.IsOutgoing(word.Folded));
        if (spent == _reading.Words.Any(word => Concepts.IsIncoming(word.Folded)))
        {
            return;
        }

        var flow = new TableFilter(measure, $"{measure.Name} {(spent ? "<" : ">")} 0", false, cell => cell.Number is { } number && (spent ? number < 0 : number > 0));
        TableKey? purpose = _asksWhat && _query is { Rank: not null, Answer: null } && _columns.Purpose is { } column ? new TableKey(column, DatePart.Whole) : null;
        _query = _query with { Filters = [.. _query.Filters, flow], ReadsOutgoings = spent, Answer = _query.Answer ?? purpose };
    }
}
