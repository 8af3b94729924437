using Microsoft.Extensions.Options;
using Planner.Inference;
using Planner.Routing;

namespace Planner.Budgets;

/// <summary>Lets an attempt through when it can be paid, and settles what it cost.</summary>
internal sealed class BudgetGuard(BudgetLedger ledger, PriceList prices, CallEstimate estimate, BackendRegistry backends, IOptions<BudgetOptions> options) : IAttemptGuard
{
    public async ValueTask<AttemptReservation> ReserveAsync(PlannedAttempt attempt, CancellationToken cancellationToken)
    {
        // Most calls of this machine: nothing is estimated, nothing asked.
        var request = attempt.Request;
        if (backends.Backend(attempt.Instance) is not { } backend || prices.Of(backend, request.Model) is var price && price?.IsFree is true)
        {
            return AttemptReservation.Granted;
        }

        var most = price?.AtMost(
            attempt.Call.Body is { IsEmpty: false } body ? CallEstimate.PromptOf(body.Span) : estimate.PromptOf(request), (long)(request.Number("max_new_tokens") ?? request.Number("max_tokens") ?? options.Value.ReplyTokens));
        var reservation = await ledger.ReserveAsync(most, cancellationToken);
        return reservation.Refusal is { } refusal
            ? new AttemptReservation(refusal.ToError($"{request.Model.Id} at {attempt.Instance}", backends.Find(attempt.Instance)?.Instance?.Name))
            : new AttemptReservation(null, record => reservation.Settle(Spent(record)));
    }

    /// <summary>What to settle; null: all that was reserved, since a call that was stopped or left behind may have been billed in full.</summary>
    private static decimal? Spent(CallRecord? record) => record switch
    {
        null => 0,
        { CostUsd: > 0 } => record.CostUsd,
        { Cancelled: true } or { Error: StepErrorKind.TimedOut } => null,
        _ => 0,
    };
}
