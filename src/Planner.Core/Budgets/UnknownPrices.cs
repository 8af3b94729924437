namespace Planner.Budgets;

/// <summary>What becomes of calls whose price is not known, while there is a budget.</summary>
public enum UnknownPrices
{
    /// <summary>They are not made: a limit that might be overrun is none.</summary>
    Refuse,

    /// <summary>They are made and count as nothing.</summary>
    Free,
}
