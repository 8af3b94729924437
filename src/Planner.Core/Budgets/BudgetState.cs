namespace Planner.Budgets;

/// <summary>A budget and what became of it in its present period.</summary>
/// <param name="Budget">The budget.</param>
/// <param name="SpentUsd">US dollars spent.</param>
/// <param name="ReservedUsd">US dollars that calls may still need that are under way, or were when their process died.</param>
public sealed record BudgetState(Budget Budget, decimal SpentUsd, decimal ReservedUsd);
