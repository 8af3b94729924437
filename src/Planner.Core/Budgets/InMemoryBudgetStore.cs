namespace Planner.Budgets;

/// <summary>Budgets that are gone with their process.</summary>
internal sealed class InMemoryBudgetStore : IBudgetStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Budget> _budgets = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Account, DateOnly Day), (decimal Spent, decimal Reserved)> _spending = [];

    public Task<BudgetVerdict> ReserveAsync(IReadOnlyList<string> accounts, decimal? usd, IReadOnlyList<Budget> more, DateOnly day, CancellationToken cancellationToken) => Locked(() =>
    {
        List<Budget> asked = [.. _budgets.Values.Concat(more).Where(budget => accounts.Contains(budget.Id))];
        var verdict = BudgetCheck.Ask(asked, usd, Sums, day);
        if (verdict.Refusal is null && usd is { } needed)
        {
            Add(accounts, day, 0, needed);
        }

        return verdict;
    });

    public Task SettleAsync(IReadOnlyList<string> accounts, DateOnly day, decimal reserved, decimal spent, CancellationToken cancellationToken) => Locked(() =>
    {
        Add(accounts, day, spent, -reserved);
        return true;
    });

    public Task<IReadOnlyList<BudgetState>> ListAsync(IReadOnlyList<Budget> more, DateOnly day, CancellationToken cancellationToken) => Locked<IReadOnlyList<BudgetState>>(() =>
    [
        .. more.Concat(_budgets.Values).Select(budget =>
        {
            var (spent, reserved) = Sums(budget.Id, BudgetCheck.Start(budget.Period, day));
            return new BudgetState(budget, spent, reserved);
        }),
    ]);

    public Task<Budget> SaveAsync(Budget budget, CancellationToken cancellationToken) => Locked(() =>
    {
        budget.ThrowIfBad();
        return (_budgets.GetValueOrDefault(budget.Id)?.Version ?? 0) == budget.Version
            ? _budgets[budget.Id] = budget with { Version = budget.Version + 1 }
            : throw new BudgetChangedException(budget.Id);
    });

    public Task<bool> RemoveAsync(string id, long? version, CancellationToken cancellationToken) => Locked(() =>
        _budgets.GetValueOrDefault(id) is { } budget && version is { } meant && budget.Version != meant ? throw new BudgetChangedException(id) : _budgets.Remove(id));

    private (decimal Spent, decimal Reserved) Sums(string account, DateOnly since)
    {
        var days = _spending.Where(pair => pair.Key.Account == account && pair.Key.Day >= since).Select(pair => pair.Value).ToList();
        return (days.Sum(day => day.Spent), days.Sum(day => day.Reserved));
    }

    private void Add(IReadOnlyList<string> accounts, DateOnly day, decimal spent, decimal reserved)
    {
        foreach (var account in accounts)
        {
            var before = _spending.GetValueOrDefault((account, day));
            _spending[(account, day)] = (before.Spent + spent, before.Reserved + reserved);
        }
    }

    private Task<T> Locked<T>(Func<T> work)
    {
        lock (_lock)
        {
            try
            {
                return Task.FromResult(work());
            }
            catch (Exception exception)
            {
                return Task.FromException<T>(exception);
            }
        }
    }
}
