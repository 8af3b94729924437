namespace Planner.Runs;

/// <summary><c>budget.exceeded</c>: The money ran out.</summary>
public sealed record BudgetExceeded : RunEvent
{
    /// <summary>Whose: <c>run</c>, or a budget's id, such as <c>all</c> or <c>key:ID</c>.</summary>
    public string Budget { get; init => field = value ?? ""; } = "";

    /// <summary>What the call that was not made may have cost, in US dollars.</summary>
    public decimal NeededUsd { get; init; }

    /// <summary>The limit.</summary>
    public decimal LimitUsd { get; init; }

    /// <summary>Spent and reserved.</summary>
    public decimal SpentUsd { get; init; }
}
