using Microsoft.Data.Sqlite;
using Planner.Budgets;
using Planner.Storage.Database;

namespace Planner.Storage.Budgets;

/// <summary>Budgets in the SQLite file. A reservation reads and writes in one transaction, so that no two processes can pass a limit together.</summary>
internal sealed class SqliteBudgetStore(SqliteDatabase database) : IBudgetStore
{
    public Task<BudgetVerdict> ReserveAsync(IReadOnlyList<string> accounts, decimal? usd, IReadOnlyList<Budget> more, DateOnly day, CancellationToken cancellationToken) =>
        database.WriteAsync(connection =>
        {
            List<Budget> asked = [.. Budgets(connection).Concat(more).Where(budget => accounts.Contains(budget.Id))];
            var verdict = BudgetCheck.Ask(asked, usd, (account, since) => Sums(connection, account, since), day);
            if (verdict.Refusal is null && usd is { } needed)
            {
                Add(connection, accounts, day, 0, NanoUsd.From(needed));
            }

            return verdict;
        }, cancellationToken);

    public Task SettleAsync(IReadOnlyList<string> accounts, DateOnly day, decimal reserved, decimal spent, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => Add(connection, accounts, day, NanoUsd.From(spent), -NanoUsd.From(reserved)), cancellationToken);

    public Task<IReadOnlyList<BudgetState>> ListAsync(IReadOnlyList<Budget> more, DateOnly day, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<BudgetState>>(connection =>
        [
            .. more.Concat(Budgets(connection)).Select(budget =>
            {
                var (spent, reserved) = Sums(connection, budget.Id, BudgetCheck.Start(budget.Period, day));
                return new BudgetState(budget, spent, reserved);
            }),
        ], cancellationToken);

    public async Task<Budget> SaveAsync(Budget budget, CancellationToken cancellationToken)
    {
        budget.ThrowIfBad();
        var saved = budget with { Version = budget.Version + 1 };
        var changed = await database.WriteAsync(connection => connection.Command(
            """
            INSERT INTO budgets (id, limit_nano, period, version) SELECT $id, $limit, $period, $version
            WHERE $version = 1 OR EXISTS (SELECT 1 FROM budgets WHERE id = $id)
            ON CONFLICT (id) DO UPDATE SET limit_nano = $limit, period = $period, version = $version WHERE version = $version - 1
            """,
            ("$id", saved.Id), ("$limit", NanoUsd.From(saved.LimitUsd)), ("$period", saved.Period.ToString()), ("$version", saved.Version)).ExecuteNonQuery(), cancellationToken);
        return changed == 1 ? saved : throw new BudgetChangedException(budget.Id);
    }

    public Task<bool> RemoveAsync(string id, long? version, CancellationToken cancellationToken) => database.WriteAsync(connection =>
        connection.Command("DELETE FROM budgets WHERE id = $id AND ($version IS NULL OR version = $version)", ("$id", id), ("$version", version)).ExecuteNonQuery() > 0
        || (Budgets(connection).Exists(budget => budget.Id == id) ? throw new BudgetChangedException(id) : false), cancellationToken);

    private static List<Budget> Budgets(SqliteConnection connection) => connection.Command("SELECT id, limit_nano, period, version FROM budgets ORDER BY id").Rows(row => new Budget
    {
        Id = row.GetString(0),
        LimitUsd = NanoUsd.ToUsd(row.GetInt64(1)),
        Period = Enum.Parse<BudgetPeriod>(row.GetString(2)),
        Version = row.GetInt64(3),
    });

    private static (decimal Spent, decimal Reserved) Sums(SqliteConnection connection, string account, DateOnly since) => connection.Command(
        "SELECT coalesce(sum(spent_nano), 0), coalesce(sum(reserved_nano), 0) FROM spending WHERE account = $account AND day >= $since",
        ("$account", account), ("$since", since.DayNumber)).Rows(row => (NanoUsd.ToUsd(row.GetInt64(0)), NanoUsd.ToUsd(row.GetInt64(1))))[0];

    private static int Add(SqliteConnection connection, IReadOnlyList<string> accounts, DateOnly day, long spent, long reserved) => accounts.Sum(account => connection.Command(
        """
        INSERT INTO spending (account, day, spent_nano, reserved_nano) VALUES ($account, $day, $spent, $reserved)
        ON CONFLICT (account, day) DO UPDATE SET spent_nano = spent_nano + $spent, reserved_nano = reserved_nano + $reserved
        """,
        ("$account", account), ("$day", day.DayNumber), ("$spent", spent), ("$reserved", reserved)).ExecuteNonQuery());
}
