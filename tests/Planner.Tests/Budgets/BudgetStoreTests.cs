using Planner.Budgets;
using Planner.Storage.Budgets;
using Planner.Tests.Storage;

namespace Planner.Tests.Budgets;

public sealed class InMemoryBudgetStoreTests : BudgetStoreContract
{
    private readonly InMemoryBudgetStore _store = new();

    protected override IBudgetStore Store => _store;

    protected override IBudgetStore Other => _store;
}

public sealed class SqliteBudgetStoreTests : BudgetStoreContract, IDisposable
{
    private readonly TempFolder _folder = new();

    protected override IBudgetStore Store => field ??= Open();

    protected override IBudgetStore Other => Open();

    public void Dispose() => _folder.Dispose();

    private SqliteBudgetStore Open() => new(SqliteJournals.Database(_folder.File()));
}
