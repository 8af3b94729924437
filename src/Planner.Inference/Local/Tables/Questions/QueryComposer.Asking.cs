namespace Planner.Inference.Local.Tables;

/// <summary>The columns that "who" and "what" ask for.</summary>
internal sealed partial class QueryComposer
{
    /// <summary>The people that "who" asks for: those of the column named right after it ("кто из менеджеров"), or of the column that fits what they do.</summary>
    private TableColumn? People(int at)
    {
        TableColumn? named = at + 1 < _mentions.Count && _mentions.Gap(at, at + 1) <= 2
            ? _mentions[at + 1].Columns.FirstOrDefault(link => link is { Score: > MentionSense.RoleOverColumn, Column.Kind: ColumnKind.Text })?.Column : null;
        return named is not null && _columns.IsPeople(named) ? named : _columns.People([.. _reading.Words.Select(word => word.Folded)]);
    }

    /// <summary>What was bought or sold, where the mention says that something was.</summary>
    private TableColumn? Thing(Mention mention) =>
        mention.Column(ColumnKind.Text) is { } named ? named.Score >= mention.Quantity!.Score ? named.Column : null
        : Concepts.Of(_reading.Words[mention.Start].Folded) is var ideas && ideas.Contains(Concepts.Quantity) && IsSale(mention) ? _columns.Of(Concepts.Product)
        : null;

    /// <summary>"Which contacts live in Berlin or Dublin" asks who they are: the cities stand in the question.</summary>
    private void NameRowsOfNamedValues()
    {
        if (_query is { Answer: { } answer, Rank: null, Group: null, Aggregator: TableAggregator.None, SumsMany: false, Measure: null, ShowsRows: false }
            && _query.Filters.Any(filter => filter.IsAlternative && filter.Column == answer.Column && filter.Column.Kind == ColumnKind.Text)
            && _columns.NamingText is { } name && name != answer.Column)
        {
            _query = _query with { Answer = new TableKey(name, DatePart.Whole) };
        }
    }

    private bool IsSale(Mention mention) =>
        _reading.Words[mention.Start].Folded is "sold" or "sell" or "sells" or "selling" || Inflection.IsRussianVerb(_reading.Words[mention.Start].Folded);
}
