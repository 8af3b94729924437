namespace Planner.Budgets;

/// <summary>A budget was changed by another since it was read.</summary>
public sealed class BudgetChangedException(string id) : Exception($"The budget '{id}' was changed meanwhile. Read it again and repeat the change.");
