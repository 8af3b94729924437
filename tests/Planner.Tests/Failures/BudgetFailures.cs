using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Planner.Budgets;
using Planner.Storage.Budgets;
using Planner.Tests.Storage;
using Planner.Tests.Testing;

namespace Planner.Tests.Failures;

public sealed class BudgetFailures
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Two ledgers on one file have nothing in common but the file, as two processes.</summary>
    [Fact]
    public async Task F36_TwoHundredCallersOfTwoProcesses_NeverOverspendByACent()
    {
        const decimal Limit = 1.00m;
        using var folder = new TempFolder();
        var stores = Enumerable.Range(0, 2).Select(_ => new SqliteBudgetStore(SqliteJournals.Database(folder.File()))).ToList();
        await stores[0].SaveAsync(new Budget { Id = "all", LimitUsd = Limit, Period = BudgetPeriod.Total }, Stop);
        var ledgers = stores.ConvertAll(store => Ledger(store));
        var (paid, refused) = (new ConcurrentBag<decimal>(), 0);
        var over = 0;

        await Task.WhenAll(Enumerable.Range(0, 200).Select(caller => Task.Run(async () =>
        {
            var chance = new Random(caller);
            var reservation = await ledgers[caller % 2].ReserveAsync(0.02m, Stop);
            if (reservation.Refusal is not null)
            {
                Interlocked.Increment(ref refused);
                return;
            }

            var state = (await stores[caller % 2].ListAsync([], ledgers[0].Today, Stop)).Single();
            Interlocked.Add(ref over, state.SpentUsd + state.ReservedUsd > Limit ? 1 : 0);
            var cost = chance.Next(0, 20_001) / 1_000_000m;
            paid.Add(cost);
            reservation.Settle(cost);
        }, Stop)));
        foreach (var ledger in ledgers)
        {
            await ledger.DisposeAsync();
        }

        var end = (await stores[0].ListAsync([], new DateOnly(2026, 1, 1), Stop)).Single();
        over.ShouldBe(0);
        end.ReservedUsd.ShouldBe(0);
        end.SpentUsd.ShouldBe(paid.Sum());
        end.SpentUsd.ShouldBeLessThanOrEqualTo(Limit);
        (paid.Count + refused).ShouldBe(200);

        // Nobody is refused as long as others may still give back what they reserved: what is left does not pay for one more.
        end.SpentUsd.ShouldBeGreaterThan(Limit - 0.02m);
    }

    [Fact]
    public async Task F36_StepsOfOneRun_ShareItsBudget()
    {
        var scope = new SpendingScope { LimitUsd = 0.10m };
        await using var ledger = Ledger(null);
        SpendingScope.Enter(scope);
        var granted = 0;

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(async () =>
        {
            var reservation = await ledger.ReserveAsync(0.01m, Stop);
            Interlocked.Add(ref granted, reservation.Refusal is null ? 1 : 0);
            reservation.Settle(null);
        }, Stop)));

        granted.ShouldBe(10);
        scope.Refusal!.Account.ShouldBe("run");
    }

    private static BudgetLedger Ledger(IBudgetStore? store) => new(Options.Create(new BudgetOptions()), new ManualTimeProvider(), null, store);
}
