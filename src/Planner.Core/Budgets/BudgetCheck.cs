namespace Planner.Budgets;

/// <summary>The one rule of all stores: what is spent and reserved and needed must not be more than the limit.</summary>
internal static class BudgetCheck
{
    /// <summary>The first day of the period that the day is in.</summary>
    public static DateOnly Start(BudgetPeriod period, DateOnly day) => period switch
    {
        BudgetPeriod.Day => day,
        BudgetPeriod.Month => new DateOnly(day.Year, day.Month, 1),
        _ => DateOnly.MinValue,
    };

    /// <summary>What the budgets of some accounts say to an amount.</summary>
    /// <param name="budgets">The budgets of these accounts.</param>
    /// <param name="usd">US dollars; null: not known.</param>
    /// <param name="sums">What an account has spent and reserved since a day.</param>
    /// <param name="day">Today.</param>
    public static BudgetVerdict Ask(IReadOnlyList<Budget> budgets, decimal? usd, Func<string, DateOnly, (decimal Spent, decimal Reserved)> sums, DateOnly day)
    {
        foreach (var budget in budgets)
        {
            var (spent, reserved) = sums(budget.Id, Start(budget.Period, day));
            if (usd is not { } needed || spent + reserved + needed > budget.LimitUsd)
            {
                return new BudgetVerdict(new BudgetRefusal(budget.Id, budget.LimitUsd, spent, reserved, usd), true);
            }
        }

        return new BudgetVerdict(null, budgets.Count > 0);
    }
}
