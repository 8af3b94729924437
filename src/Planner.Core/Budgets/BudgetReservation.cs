namespace Planner.Budgets;

/// <summary>What a ledger says to a call.</summary>
/// <param name="Refusal">Why it may not be made; null: it may.</param>
/// <param name="Settle">Told once what it cost in US dollars; null stands for all that was reserved.</param>
internal sealed record BudgetReservation(BudgetRefusal? Refusal, Action<decimal?> Settle)
{
    /// <summary>It costs nothing.</summary>
    public static BudgetReservation Nothing { get; } = new(null, _ => { });
}
