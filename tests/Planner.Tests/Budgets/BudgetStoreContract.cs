using Planner.Budgets;
using Planner.Runs;

namespace Planner.Tests.Budgets;

/// <summary>What every store of budgets does.</summary>
public abstract class BudgetStoreContract
{
    private static readonly DateOnly Today = new(2026, 3, 31);

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected abstract IBudgetStore Store { get; }

    /// <summary>A store that has nothing in common with <see cref="Store"/> but where it keeps things; the same one when it keeps nothing.</summary>
    protected abstract IBudgetStore Other { get; }

    [Fact]
    public async Task Reserve_UpToTheLimit_AndNotACentMore()
    {
        await Store.SaveAsync(Limit("all", 1), Stop);

        (await Reserve(0.6m)).Refusal.ShouldBeNull();
        var verdict = await Reserve(0.400000001m);
        verdict.Refusal.ShouldBe(new BudgetRefusal("all", 1, 0, 0.6m, 0.400000001m));
        verdict.Limited.ShouldBeTrue();
        (await Reserve(0.4m)).Refusal.ShouldBeNull();
        (await Reserve(0.000000001m)).Refusal.ShouldNotBeNull();
    }

    [Fact]
    public async Task Settle_LessThanReserved_GivesTheRestBack()
    {
        await Store.SaveAsync(Limit("all", 1), Stop);
        await Reserve(0.9m);

        await Store.SettleAsync(["all"], Today, 0.9m, 0.1m, Stop);

        (await Other.ListAsync([], Today, Stop)).ShouldHaveSingleItem().ShouldBe(new BudgetState(Limit("all", 1) with { Version = 1 }, 0.1m, 0));
        (await Reserve(0.9m)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Reserve_OneOfSeveralAccountsHasNothingLeft_ReservesOnNone()
    {
        await Store.SaveAsync(Limit("key:k1", 0.1m), Stop);
        await Store.SaveAsync(Limit("all", 1), Stop);

        (await Store.ReserveAsync(["all", "key:k1"], 0.2m, [], Today, Stop)).Refusal!.Account.ShouldBe("key:k1");

        (await Other.ListAsync([], Today, Stop)).ShouldAllBe(state => state.ReservedUsd == 0);
        (await Store.ReserveAsync(["all", "key:k2"], 0.2m, [], Today, Stop)).Refusal.ShouldBeNull();
    }

    [Theory]
    [InlineData(BudgetPeriod.Day, 0.2, 0, 0)]
    [InlineData(BudgetPeriod.Month, 0.3, 0, 0)]
    [InlineData(BudgetPeriod.Total, 0.3, 0.3, 0.3)]
    public async Task List_OtherDays_CountForTheirPeriod(BudgetPeriod period, double sameDay, double nextDay, double nextMonth)
    {
        await Store.SaveAsync(Limit("all", 1) with { Period = period }, Stop);
        var first = new DateOnly(2026, 3, 1);
        await Store.SettleAsync(["all"], first, 0, 0.1m, Stop);
        await Store.SettleAsync(["all"], Today, 0, 0.2m, Stop);

        (await Spent(Today)).ShouldBe((decimal)sameDay);
        (await Spent(Today.AddDays(1))).ShouldBe((decimal)nextDay);
        (await Spent(Today.AddDays(40))).ShouldBe((decimal)nextMonth);
    }

    [Fact]
    public async Task Reserve_PriceNotKnown_GoesThroughOnlyWhereNothingIsLimited()
    {
        (await Store.ReserveAsync(["all"], null, [], Today, Stop)).ShouldBe(new BudgetVerdict(null, false));

        (await Store.ReserveAsync(["all"], null, [Limit("all", 5)], Today, Stop)).Refusal.ShouldBe(new BudgetRefusal("all", 5, 0, 0, null));
    }

    [Fact]
    public async Task Save_FromAnOlderVersion_IsRefused()
    {
        var first = await Store.SaveAsync(Limit("all", 1), Stop);
        var second = await Other.SaveAsync(first with { LimitUsd = 2 }, Stop);

        second.Version.ShouldBe(2);
        await Should.ThrowAsync<BudgetChangedException>(() => Store.SaveAsync(first with { LimitUsd = 3 }, Stop));
        await Should.ThrowAsync<BudgetChangedException>(() => Store.SaveAsync(Limit("all", 3), Stop));
        await Should.ThrowAsync<BudgetChangedException>(() => Store.RemoveAsync("all", 1, Stop));
        (await Store.RemoveAsync("all", 2, Stop)).ShouldBeTrue();
        (await Store.RemoveAsync("all", null, Stop)).ShouldBeFalse();
        await Should.ThrowAsync<BudgetChangedException>(() => Store.SaveAsync(second, Stop));
    }

    [Theory]
    [InlineData("everybody", 1)]
    [InlineData("key:", 1)]
    [InlineData("all", -1)]
    public async Task Save_NoBudget_SaysWhatIsOne(string id, int usd) =>
        await Should.ThrowAsync<BadRequestException>(() => Store.SaveAsync(Limit(id, usd), Stop));

    protected static Budget Limit(string id, decimal usd) => new() { Id = id, LimitUsd = usd };

    private Task<BudgetVerdict> Reserve(decimal usd) => Store.ReserveAsync(["all"], usd, [], Today, Stop);

    private async Task<decimal> Spent(DateOnly day) => (await Other.ListAsync([], day, Stop)).Single().SpentUsd;
}
