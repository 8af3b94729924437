using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Chat;
using Planner.Inference;
using Planner.Routing;

namespace Planner.Budgets;

/// <summary>What calls cost: what the configuration says of the model, else what its backend knows, else nothing where it runs on this machine or in the local network.</summary>
internal sealed class PriceList(IOptions<BudgetOptions> options)
{
    /// <summary>What a model costs at a backend; null: not known.</summary>
    public ModelPrice? Of(IInferenceBackend backend, ModelCard card)
    {
        var known = backend.PriceOf(card);
        return options.Value.Prices.TryGetValue(card.Id, out var said) ? said with { Asks = known?.Asks ?? said.Asks }
            : known ?? (backend.Egress < Egress.Cloud ? ModelPrice.Free : null);
    }

    /// <summary>The result with what it cost, where its backend does not say and the price is known. What failed costs the tokens that were counted.</summary>
    public InferenceResult Priced(InferenceResult result, IInferenceBackend backend, ModelCard card) =>
        result.CostUsd == 0 && (result.Error is null || (result.Tokens ?? result.InputTokens ?? result.OutputTokens) > 0) && Of(backend, card) is { } price
            ? result with { CostUsd = price.Of(result.InputTokens ?? (result.Tokens - result.OutputTokens) ?? 0, result.OutputTokens ?? (result.Tokens - result.InputTokens) ?? 0) }
            : result;

    /// <summary>What a chat model costs; null: not known.</summary>
    public ModelPrice? Of(ChatModel model) =>
        options.Value.Prices.TryGetValue(model.Id, out var said) ? said : ModelPrice.Of(model) ?? (model.Egress < Egress.Cloud ? ModelPrice.Free : null);
}
