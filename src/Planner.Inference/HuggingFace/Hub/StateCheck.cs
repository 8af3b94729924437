using System.Collections.Concurrent;
using Planner.Catalog;

namespace Planner.Inference.HuggingFace.Hub;

/// <summary>
/// Asks the Hub one by one about models that a sync did not list: those whose cards are shipped, so that it is known who runs them, and those that
/// were listed once and no longer are. What answers 404 or 410 is marked as gone.
/// </summary>
internal sealed class StateCheck(HubClient hub, IModelStore store, TaskTaxonomy taxonomy, CatalogOptions catalog, HuggingFaceOptions options, TimeProvider clock)
{
    // A Hub that knows hardly any of the shipped models is another one (a mirror, a company's own): it can't say that they are gone.
    private const int FewestToJudge = 10;

    /// <summary>Asks.</summary>
    /// <param name="state">The sync, complete.</param>
    /// <param name="wanted">What it was to bring.</param>
    /// <param name="cancellationToken">Stops it; what was learnt is not kept then.</param>
    public async Task<(int Gone, int Renewed, string? Note)> RunAsync(SyncState state, SyncOptions wanted, CancellationToken cancellationToken)
    {
        var missing = state.ChangesOnly || wanted.Limit is not null ? [] : store.NotSeenSince(state.Started, wanted.Task);
        var lost = await AskAsync([.. missing.Select(model => model.Card)], CardOrigin.Hub, cancellationToken);
        store.Write([.. lost.Where(model => model.Card.Gone)]);

        var shipped = Shipped(wanted.Task);
        var asked = await AskAsync(shipped, CardOrigin.Shipped, cancellationToken);
        var gone = asked.Count(model => model.Card.Gone);
        if (asked.Count >= FewestToJudge && gone > asked.Count / 2)
        {
            return (lost.Count(model => model.Card.Gone), 0, $"{hub.Address.Host} has {asked.Count - gone} of {asked.Count} shipped models, so it is not the Hub they are from; they stay as they are.");
        }

        store.Write(asked);
        return (gone + lost.Count(model => model.Card.Gone), asked.Count - gone, null);
    }

    // Those that this sync or an earlier one of today wrote are known.
    private List<ModelCard> Shipped(string? task)
    {
        var cards = ModelCatalog.Load(catalog, taxonomy).Cards.Where(card => !card.IsLocal && (task is null || card.Tasks.Contains(task))).ToList();
        var today = clock.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var known = store.FindAll([.. cards.Select(card => card.Id)]);
        return [.. cards.Where(card => known.GetValueOrDefault(card.Id)?.Card.Figures?.Date != today)];
    }

    private async Task<IReadOnlyList<StoredModel>> AskAsync(IReadOnlyList<ModelCard> cards, CardOrigin origin, CancellationToken cancellationToken)
    {
        var answers = new ConcurrentBag<StoredModel>();
        await Parallel.ForEachAsync(
            cards,
            new ParallelOptions { MaxDegreeOfParallelism = options.ParallelReads, CancellationToken = cancellationToken },
            async (card, stop) =>
            {
                try
                {
                    var model = await hub.ModelAsync(card.Id, options.HubRetries, stop);
                    answers.Add(new StoredModel(HubCards.Of(model, card.Tasks[0], card.Description, hub.Address.Host, clock.GetUtcNow()), origin, model.LastModified));
                }
                catch (HubException exception) when (exception.IsGone)
                {
                    answers.Add(new StoredModel(card with { Gone = true, Providers = [] }, origin));
                }
                catch (HubException exception) when (exception.Status is 400 or 401 or 403)
                {
                    // Private by now, or no id of the Hub's: nothing is learnt.
                }
            });
        return [.. answers.OrderBy(model => model.Card.Id, StringComparer.Ordinal)];
    }
}
