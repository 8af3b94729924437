namespace Planner.Budgets;

/// <summary>The budgets for those who manage them: <c>planner budgets</c> and the server. What the configuration sets is listed and can't be changed here.</summary>
public sealed class BudgetBook
{
    private readonly BudgetLedger _ledger;
    private readonly IBudgetStore _store;

    internal BudgetBook(BudgetLedger ledger, IBudgetStore store) => (_ledger, _store) = (ledger, store);

    /// <summary>All budgets with what is spent of them, those of the configuration first (their version is 0).</summary>
    public Task<IReadOnlyList<BudgetState>> ListAsync(CancellationToken cancellationToken) => _ledger.ListAsync(cancellationToken);

    /// <summary>Keeps a budget, from the version that was read; 0 for a new one.</summary>
    /// <exception cref="BudgetChangedException">It was changed meanwhile.</exception>
    /// <exception cref="Runs.BadRequestException">It is none.</exception>
    public Task<Budget> SaveAsync(Budget budget, CancellationToken cancellationToken) => _store.SaveAsync(budget, cancellationToken);

    /// <summary>Removes a budget.</summary>
    /// <param name="id">The budget.</param>
    /// <param name="version">The version that is meant; null: whichever.</param>
    /// <param name="cancellationToken">Gives up before it is done.</param>
    /// <exception cref="BudgetChangedException">There is one of another version.</exception>
    public Task<bool> RemoveAsync(string id, long? version, CancellationToken cancellationToken) => _store.RemoveAsync(id, version, cancellationToken);
}
