using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;
using Planner.Chat;
using Planner.Inference;
using Planner.Routing;

namespace Planner.Budgets;

/// <summary>Reserves before each call, settles after it, and tells what it came to.</summary>
internal sealed class MeasuredChatClient(
    ChatModel model, string task, BudgetLedger ledger, PriceList prices, CallEstimate estimate, IReadOnlyList<ICallObserver> observers, BudgetOptions budgets, TokenCounter counter, TimeProvider clock)
    : DelegatingChatClient(model.Client)
{
    private readonly ChatModel _model = model;
    private readonly string _task = task;
    private readonly PriceList _prices = prices;
    private readonly CallEstimate _estimate = estimate;
    private readonly IReadOnlyList<ICallObserver> _observers = observers;
    private readonly TokenCounter _counter = counter;
    private readonly TimeProvider _clock = clock;

    /// <summary>The instance under which calls of a controller are counted.</summary>
    public const string Instance = "controller";

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ChatMessage> all = [.. messages];
        var (reservation, bounded) = await ReserveAsync(all, options, cancellationToken);
        var call = new Call(this, all, options, reservation);
        try
        {
            var response = await base.GetResponseAsync(all, bounded, cancellationToken);
            call.Usage = response.Usage;
            call.Said.Append(response.Text);
            call.Ok = true;
            return response;
        }
        catch (ChatException exception)
        {
            call.Error = KindOf(exception);
            throw;
        }
        finally
        {
            call.End();
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ChatMessage> all = [.. messages];
        var (reservation, bounded) = await ReserveAsync(all, options, cancellationToken);
        var call = new Call(this, all, options, reservation);
        try
        {
            await using var updates = base.GetStreamingResponseAsync(all, bounded, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                try
                {
                    if (!await updates.MoveNextAsync())
                    {
                        break;
                    }
                }
                catch (ChatException exception)
                {
                    call.Error = KindOf(exception);
                    throw;
                }

                call.Take(updates.Current);
                yield return updates.Current;
            }

            call.Ok = true;
        }
        finally
        {
            call.End();
        }
    }

    private async Task<(BudgetReservation Reservation, ChatOptions? Options)> ReserveAsync(IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        var (price, reply) = (_prices.Of(_model), options?.MaxOutputTokens ?? budgets.ReplyTokens);
        if (price?.IsFree is true)
        {
            return (BudgetReservation.Nothing, options);
        }

        var reservation = await ledger.ReserveAsync(price?.AtMost(_estimate.PromptOf(messages, options, _model.Id), reply), cancellationToken, IsOptional);
        if (reservation.Refusal is { } refusal)
        {
            throw new ChatException(ChatErrorKind.OverBudget, refusal.ToError(_model.Id).ToString());
        }

        if (options?.MaxOutputTokens is not null || SpendingScope.Current?.ReplyTokens is null)
        {
            return (reservation, options);
        }

        var bounded = options?.Clone() ?? new ChatOptions();
        bounded.MaxOutputTokens = reply;
        return (reservation, bounded);
    }

    // Without them the catalog, the words or the members themselves decide.
    private bool IsOptional => _task is "choose" or "route" or "judge";

    private static StepErrorKind KindOf(ChatException exception) => exception.Kind switch
    {
        ChatErrorKind.Busy or ChatErrorKind.Unreachable => StepErrorKind.Unavailable,
        ChatErrorKind.TimedOut => StepErrorKind.TimedOut,
        _ => StepErrorKind.Model,
    };

    private sealed class Call(MeasuredChatClient client, IReadOnlyList<ChatMessage> messages, ChatOptions? options, BudgetReservation reservation)
    {
        private readonly DateTimeOffset _time = client._clock.GetUtcNow();
        private readonly long _began = client._clock.GetTimestamp();
        private double? _first;

        public UsageDetails? Usage { get; set; }

        public StringBuilder Said { get; } = new();

        public bool Ok { get; set; }

        public StepErrorKind? Error { get; set; }

        public void Take(ChatResponseUpdate update)
        {
            Said.Append(update.Text);
            _first ??= Said.Length > 0 ? client._clock.GetElapsedTime(_began).TotalSeconds : null;
            foreach (var usage in update.Contents.OfType<UsageContent>())
            {
                (Usage ??= new UsageDetails()).Add(usage.Details);
            }
        }

        public void End()
        {
            // A call that failed before it said anything is not billed; one that broke off, or whose tokens nobody counted, is estimated.
            var began = Ok || Said.Length > 0;
            var input = Usage?.InputTokenCount ?? (began ? client._estimate.PromptOf(messages, options, client._model.Id) : 0);
            var output = Usage?.OutputTokenCount ?? client._counter.Count(Said.ToString(), client._model.Id);
            var cancelled = !Ok && Error is null;
            decimal? cost = Usage is null && !began ? 0 : client._prices.Of(client._model)?.Of(input, output) ?? 0;
            reservation.Settle(cancelled && !began ? null : cost);
            var record = new CallRecord
            {
                Model = client._model.Id,
                Instance = Instance,
                Task = client._task,
                RunId = SpendingScope.Current?.RunId,
                StepId = "",
                Time = _time,
                Seconds = client._clock.GetElapsedTime(_began).TotalSeconds,
                FirstTokenSeconds = _first,
                Ok = Ok,
                Checked = Ok,
                Error = Error,
                Cancelled = cancelled,
                InputTokens = (int?)Usage?.InputTokenCount,
                OutputTokens = (int?)Usage?.OutputTokenCount,
                CostUsd = cost ?? 0,
                Attempt = 1,
            };
            foreach (var observer in client._observers)
            {
                observer.Observe(record);
            }
        }
    }
}
