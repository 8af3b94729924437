using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Planner.Budgets;

/// <summary>
/// Reserves what a call may cost before it is made and settles what it did cost after, against the run's own budget and those of all who pay. Calls that are made
/// together can't overspend together: each sees what the others have reserved. A call for which there is just not enough waits for those under way in this
/// process, which mostly need less than they reserved.
/// </summary>
internal sealed class BudgetLedger(IOptions<BudgetOptions> options, TimeProvider clock, ILogger<BudgetLedger>? logger = null, IBudgetStore? store = null) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Lock _lock = new();
    private readonly Dictionary<object, int> _underWay = [];
    private TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _settling = Task.CompletedTask;

    /// <summary>The budgets of the configuration.</summary>
    public IReadOnlyList<Budget> Configured => options.Value.DayUsd is { } usd ? [new Budget { Id = Budget.Everything, LimitUsd = usd, Period = BudgetPeriod.Day }] : [];

    /// <summary>Today, UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>Reserves what a call may cost on whoever pays for this flow of control.</summary>
    /// <param name="usd">US dollars at most; null: its price is not known.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <param name="optional">Whether nothing is missing without the call, so that its refusal is no reason to stop.</param>
    public async ValueTask<BudgetReservation> ReserveAsync(decimal? usd, CancellationToken cancellationToken, bool optional = false)
    {
        if (usd == 0 || (usd is null && options.Value.UnknownPrices == UnknownPrices.Free))
        {
            return BudgetReservation.Nothing;
        }

        var scope = SpendingScope.Current ?? new SpendingScope();
        while (true)
        {
            // Taken before the budgets are asked, so that nothing that is settled in between is missed.
            var settled = Volatile.Read(ref _settled).Task;
            var day = Today;
            var refusal = await AskAsync(scope, usd, day, cancellationToken);
            if (refusal is null)
            {
                return new BudgetReservation(null, spent => Settle(scope, day, usd ?? 0, spent ?? usd ?? 0));
            }

            if (!refusal.MayFree || (!settled.IsCompleted && !IsUnderWay(scope, refusal.Account)))
            {
                // That a price is not known says nothing of how much is left.
                if (refusal.NeededUsd is not null && !optional)
                {
                    scope.Refuse(refusal);
                }

                return new BudgetReservation(refusal, _ => { });
            }

            await settled.WaitAsync(cancellationToken);
        }
    }

    /// <summary>What was spent and is reserved of all budgets.</summary>
    public async Task<IReadOnlyList<BudgetState>> ListAsync(CancellationToken cancellationToken) =>
        store is null ? [] : await store.ListAsync(Configured, Today, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Task settling;
        lock (_lock)
        {
            settling = _settling;
        }

        await settling;
        _gate.Dispose();
    }

    private async Task<BudgetRefusal?> AskAsync(SpendingScope scope, decimal? usd, DateOnly day, CancellationToken cancellationToken)
    {
        // One at a time: SQLite takes one writer anyway, and who is refused must see whoever was not as under way.
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (scope.TryReserve(usd) is { } own)
            {
                return own;
            }

            BudgetVerdict? verdict = null;
            try
            {
                verdict = store is null ? new BudgetVerdict(null, false) : await store.ReserveAsync(scope.Accounts, usd, Configured, day, cancellationToken);
            }
            finally
            {
                if (verdict?.Refusal is not null || verdict is null)
                {
                    scope.Settle(usd ?? 0, 0);
                }
            }

            if (verdict.Refusal is null)
            {
                scope.ReplyTokens = verdict.Limited || scope.LimitUsd is not null ? options.Value.ReplyTokens : null;
                Count(scope, 1);
            }

            return verdict.Refusal;
        }
        finally
        {
            _gate.Release();
        }
    }

    // Off the call's way. Until it is written the reservation stands: too much is counted then, never too little.
    private void Settle(SpendingScope scope, DateOnly day, decimal reserved, decimal spent)
    {
        lock (_lock)
        {
            _settling = SettleAfterAsync(_settling);
        }

        async Task SettleAfterAsync(Task before)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            try
            {
                if (store is not null)
                {
                    await store.SettleAsync(scope.Accounts, day, reserved, spent, CancellationToken.None);
                }
            }
            catch (Exception exception)
            {
                // The reservation stays counted in full.
                logger?.NotSettled(exception, reserved);
            }

            scope.Settle(reserved, spent);
            Count(scope, -1);
            Interlocked.Exchange(ref _settled, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    }

    private void Count(SpendingScope scope, int by)
    {
        lock (_lock)
        {
            foreach (var payer in scope.Accounts.Append<object>(scope))
            {
                _underWay[payer] = _underWay.GetValueOrDefault(payer) + by;
                if (_underWay[payer] == 0)
                {
                    _underWay.Remove(payer);
                }
            }
        }
    }

    private bool IsUnderWay(SpendingScope scope, string account)
    {
        lock (_lock)
        {
            return _underWay.ContainsKey(account == BudgetRefusal.Run ? scope : account);
        }
    }
}
