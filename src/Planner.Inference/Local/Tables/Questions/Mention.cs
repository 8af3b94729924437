namespace Planner.Inference.Local.Tables;

/// <summary>Words of the question and all that they may mean.</summary>
/// <param name="Start">The first word.</param>
/// <param name="Length">The number of words.</param>
internal sealed record Mention(int Start, int Length)
{
    /// <summary>How well the best meaning fits, 0–1.</summary>
    public double Score { get; init; }

    /// <summary>The columns it may name, best first.</summary>
    public IReadOnlyList<ColumnLink> Columns { get; init; } = [];

    /// <summary>The cell values it may name, best first.</summary>
    public IReadOnlyList<ValueLink> Values { get; init; } = [];

    /// <summary>The roles it may play, each with its hint.</summary>
    public IReadOnlyList<QuestionPhrase> Roles { get; init; } = [];

    /// <summary>A number.</summary>
    public decimal? Number { get; init; }

    /// <summary>A date, or a part of one.</summary>
    public PartialDate? Date { get; init; }

    /// <summary>The word after the last.</summary>
    public int End => Start + Length;

    /// <summary>Whether it may play a role.</summary>
    public bool Plays(params ReadOnlySpan<QuestionRole> roles)
    {
        foreach (QuestionPhrase phrase in Roles)
        {
            if (roles.Contains(phrase.Role))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The hint of a role it plays.</summary>
    public string HintOf(QuestionRole role) => Roles.First(phrase => phrase.Role == role).Hint;

    /// <summary>The best column of numbers that measure something.</summary>
    public ColumnLink? Quantity => Columns.FirstOrDefault(link => link.IsQuantity);

    /// <summary>The best column of a kind, or of any.</summary>
    public ColumnLink? Column(ColumnKind? kind = null) => Columns.FirstOrDefault(link => kind is null || link.Column.Kind == kind);
}
