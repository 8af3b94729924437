namespace Planner.Budgets;

/// <summary>Budgets, and what was spent by account and day. Safe for many threads, and for several processes where the store is.</summary>
public interface IBudgetStore
{
    /// <summary>Reserves an amount on several accounts, or on none.</summary>
    /// <param name="accounts">The accounts, see <see cref="Budget.Id"/>.</param>
    /// <param name="usd">US dollars; null: not known, so that it may only go through where nothing is limited.</param>
    /// <param name="more">Budgets besides those that are kept: of the configuration.</param>
    /// <param name="day">Today, UTC.</param>
    /// <param name="cancellationToken">Gives up before it is done.</param>
    Task<BudgetVerdict> ReserveAsync(IReadOnlyList<string> accounts, decimal? usd, IReadOnlyList<Budget> more, DateOnly day, CancellationToken cancellationToken);

    /// <summary>Puts what was spent in place of what was reserved.</summary>
    /// <param name="accounts">The accounts.</param>
    /// <param name="day">The day on which it was reserved.</param>
    /// <param name="reserved">US dollars reserved.</param>
    /// <param name="spent">US dollars spent.</param>
    /// <param name="cancellationToken">Gives up before it is done.</param>
    Task SettleAsync(IReadOnlyList<string> accounts, DateOnly day, decimal reserved, decimal spent, CancellationToken cancellationToken);

    /// <summary>All budgets, by id.</summary>
    /// <param name="more">Budgets besides those that are kept.</param>
    /// <param name="day">Today, UTC.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<IReadOnlyList<BudgetState>> ListAsync(IReadOnlyList<Budget> more, DateOnly day, CancellationToken cancellationToken);

    /// <summary>Keeps a budget.</summary>
    /// <returns>It with its new version.</returns>
    /// <exception cref="BudgetChangedException">It does not come from the newest version.</exception>
    /// <exception cref="Runs.BadRequestException">It is none.</exception>
    Task<Budget> SaveAsync(Budget budget, CancellationToken cancellationToken);

    /// <summary>Removes a budget; what was spent stays known.</summary>
    /// <param name="id">The budget.</param>
    /// <param name="version">The version that is meant; null: whichever.</param>
    /// <param name="cancellationToken">Gives up before it is done.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="BudgetChangedException">There is one of another version.</exception>
    Task<bool> RemoveAsync(string id, long? version, CancellationToken cancellationToken);
}
