using Planner.Telemetry;

namespace Planner.Budgets;

/// <summary>
/// Who pays for what this flow of control calls: a run with a budget of its own, the API key and the user through whom it came. It flows with the run or the
/// request into every call, that of a planner, a judge or an answerer included.
/// </summary>
public sealed class SpendingScope
{
    private static readonly AsyncLocal<SpendingScope?> Ambient = new();
    private readonly Lock _lock = new();
    private decimal _spent;
    private decimal _reserved;

    /// <summary>The scope of this flow of control; null: nobody in particular pays.</summary>
    public static SpendingScope? Current => Ambient.Value;

    /// <summary>The run; null: a direct call.</summary>
    public string? RunId { get; init; }

    /// <summary>The user; null: whoever sits at this machine.</summary>
    public string? User { get; init; }

    /// <summary>The id of the API key; null: none.</summary>
    public string? KeyId { get; init; }

    /// <summary>The run's own budget in US dollars; null: none.</summary>
    public decimal? LimitUsd { get; init; }

    /// <summary>US dollars that the run had spent before.</summary>
    public decimal SpentBeforeUsd { get => _spent; init => _spent = value; }

    /// <summary>Told, once, when a call was refused because a budget ran out.</summary>
    public Action<BudgetRefusal>? Exceeded { get; init; }

    /// <summary>The first refusal; null: all calls could be paid.</summary>
    public BudgetRefusal? Refusal { get; private set; }

    /// <summary>The longest reply, in tokens, that a call may have which names no length; null: there is no budget.</summary>
    public int? ReplyTokens { get; internal set; }

    /// <summary>From here on this flow of control pays with it.</summary>
    public static void Enter(SpendingScope? scope) => Ambient.Value = scope;

    /// <summary>The accounts that pay.</summary>
    internal IReadOnlyList<string> Accounts { get => field ??= [Budget.Everything, .. KeyId is null ? Array.Empty<string>() : [Budget.OfKey(KeyId)], .. User is null ? Array.Empty<string>() : [Budget.OfUser(User)]]; }

    internal BudgetRefusal? TryReserve(decimal? usd)
    {
        lock (_lock)
        {
            if (LimitUsd is { } limit && (usd is not { } needed || _spent + _reserved + needed > limit))
            {
                return new BudgetRefusal(BudgetRefusal.Run, limit, _spent, _reserved, usd);
            }

            _reserved += usd ?? 0;
            return null;
        }
    }

    internal void Settle(decimal reserved, decimal spent)
    {
        lock (_lock)
        {
            _reserved -= reserved;
            _spent += spent;
        }
    }

    internal void Refuse(BudgetRefusal refusal)
    {
        lock (_lock)
        {
            if (Refusal is not null)
            {
                return;
            }

            Refusal = refusal;
        }

        PlannerTelemetry.Refused(refusal.Account);
        Exceeded?.Invoke(refusal);
    }
}
