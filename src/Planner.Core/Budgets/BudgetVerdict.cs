namespace Planner.Budgets;

/// <summary>What a store says to a reservation.</summary>
/// <param name="Refusal">Why not; null: it is reserved.</param>
/// <param name="Limited">Whether any budget was asked.</param>
public sealed record BudgetVerdict(BudgetRefusal? Refusal, bool Limited);
