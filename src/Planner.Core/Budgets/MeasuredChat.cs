using Microsoft.Extensions.Options;
using Planner.Chat;
using Planner.Routes;
using Planner.Routing;

namespace Planner.Budgets;

/// <summary>
/// Makes a chat model one whose calls are paid from budgets and told to the observers of calls. For those that the router does not make: the planner's, the
/// judge's, the answerer's.
/// </summary>
public sealed class MeasuredChat
{
    private readonly BudgetLedger _ledger;
    private readonly PriceList _prices;
    private readonly CallEstimate _estimate;
    private readonly ICallObserver[] _observers;
    private readonly IOptions<BudgetOptions> _options;
    private readonly TokenCounter _counter;
    private readonly TimeProvider _clock;

    internal MeasuredChat(
        BudgetLedger ledger, PriceList prices, CallEstimate estimate, IEnumerable<ICallObserver> observers, IOptions<BudgetOptions> options, TokenCounter counter, TimeProvider clock) =>
        (_ledger, _prices, _estimate, _observers, _options, _counter, _clock) = (ledger, prices, estimate, [.. observers], options, counter, clock);

    /// <summary>The model, measured.</summary>
    /// <param name="model">The model.</param>
    /// <param name="task">What it is called for, as statistics name it: <c>plan</c>, <c>answer</c>, <c>judge</c>, <c>choose</c>, <c>route</c>.</param>
    public ChatModel Of(ChatModel model, string task)
    {
        ArgumentNullException.ThrowIfNull(model);

        // What goes by way of the router is measured there.
        return model.Client is BackendChatClient or MeasuredChatClient ? model : model with { Client = new MeasuredChatClient(model, task, _ledger, _prices, _estimate, _observers, _options.Value, _counter, _clock) };
    }
}
