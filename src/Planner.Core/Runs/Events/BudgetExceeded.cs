namespace Planner.Runs;

/// <summary><c>budget.exceeded</c>: The money ran out.</summary>
public sealed record BudgetExceeded : RunEvent
{
    /// <summary>The limit.</summary>
    public decimal LimitUsd { get; init; }

    /// <summary>Spent and reserved.</summary>
    public decimal SpentUsd { get; init; }
}
