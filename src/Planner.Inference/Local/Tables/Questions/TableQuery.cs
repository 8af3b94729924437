namespace Planner.Inference.Local.Tables;

/// <summary>What is asked of a table.</summary>
internal sealed record TableQuery
{
    /// <summary>Which rows.</summary>
    public IReadOnlyList<TableFilter> Filters { get; init; } = [];

    /// <summary>What the answer names, if not numbers alone.</summary>
    public TableKey? Answer { get; init; }

    /// <summary>What rows are grouped by.</summary>
    public TableKey? Group { get; init; }

    /// <summary>The column that is aggregated, ordered by or read.</summary>
    public TableColumn? Measure { get; init; }

    /// <summary>How it is aggregated; <see cref="TableAggregator.None"/> where the question does not say.</summary>
    public TableAggregator Aggregator { get; init; }

    /// <summary>Whether several cells are to be summed where the question does not say: "how much".</summary>
    public bool SumsMany { get; init; }

    /// <summary>Whether different cells are counted instead of rows.</summary>
    public bool CountsDistinct { get; init; }

    /// <summary>The column of which each named value is answered for itself: "in Moscow and in Kazan".</summary>
    public TableColumn? Split { get; init; }

    /// <summary>Whether the answer is rows, shown by the columns that tell them apart.</summary>
    public bool ShowsRows { get; init; }

    /// <summary>Whether the figure is wanted as a share of that of the rows without their named values.</summary>
    public bool AsShare { get; init; }

    /// <summary>Whether money that went out, which the table holds below zero, is read as what it is: a sum spent.</summary>
    public bool ReadsOutgoings { get; init; }

    /// <summary>Whether two named things are compared, so that the explanation is to give both figures.</summary>
    public bool Compares { get; init; }

    /// <summary>The order, where one is asked for.</summary>
    public TableRank? Rank { get; init; }

    /// <summary>How sure the reading is apart from the words: lower where a column was assumed.</summary>
    public double Sureness { get; init; } = 1;

    /// <summary>Why the table cannot answer; empty where it can.</summary>
    public string Refusal { get; init; } = "";
}
