using Microsoft.Extensions.Options;
using Planner.Catalog;

namespace Planner.Inference.HuggingFace.Hub;

/// <summary>
/// Fills the local catalog from the Hub. Each page is written together with where the next one is, so a sync that was killed goes on there. After
/// a complete one, only what has changed since is read.
/// </summary>
public sealed class HubSync
{
    private const int PageSize = 500;

    // A cursor of the Hub is not good for ever, and neither are the pages before it.
    private static readonly TimeSpan LongestBreak = TimeSpan.FromDays(3);
    private readonly HubClient _hub;
    private readonly IModelStore _store;
    private readonly TaskTaxonomy _taxonomy;
    private readonly StateCheck _check;
    private readonly HuggingFaceOptions _options;
    private readonly TimeProvider _clock;

    internal HubSync(HubClient hub, IModelStore store, TaskTaxonomy taxonomy, CatalogOptions catalog, IOptions<HuggingFaceOptions> options, TimeProvider clock)
    {
        (_hub, _store, _taxonomy, _options, _clock) = (hub, store, taxonomy, options.Value, clock);
        _check = new StateCheck(hub, store, taxonomy, catalog, options.Value, clock);
    }

    /// <summary>Syncs.</summary>
    /// <param name="wanted">What to bring.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops it after the page in work; the next sync goes on there.</param>
    /// <exception cref="HubException">The Hub could not give what was asked. What was brought before stays, and so does the rest of the catalog.</exception>
    public async Task<SyncReport> RunAsync(SyncOptions wanted, IProgress<SyncProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var (state, resumed) = Begin(wanted);
        try
        {
            state = await PagesAsync(state, wanted, progress, cancellationToken);
        }
        catch (HubException exception) when (resumed && exception.Status is 400 or 404 or 410)
        {
            // The Hub no longer knows the place where the last one stopped.
            (state, resumed) = (Fresh(Scope(wanted), wanted, null), false);
            state = await PagesAsync(state, wanted, progress, cancellationToken);
        }

        progress?.Report(new SyncProgress(state.Listed, state.Kept, wanted.Limit, "looking after the others"));
        var others = await _check.RunAsync(state, wanted, cancellationToken);
        return new SyncReport
        {
            Listed = state.Listed,
            Kept = state.Kept,
            Resumed = resumed,
            ChangesOnly = state.ChangesOnly,
            Gone = others.Gone,
            Renewed = others.Renewed,
            Note = others.Note,
        };
    }

    private async Task<SyncState> PagesAsync(SyncState state, SyncOptions wanted, IProgress<SyncProgress>? progress, CancellationToken cancellationToken)
    {
        while (state.Next is { } address)
        {
            var page = await _hub.PageAsync(address, cancellationToken);
            var chosen = Chosen(page.Models, wanted, state).ToList();
            var models = await CardsAsync(chosen, wanted, cancellationToken);
            var ended = page.Next is null || IsEnough(page.Models, wanted, state, state.Kept + models.Count);
            var newest = page.Models.Select(model => model.LastModified).Append(state.Newest).Max();
            state = state with
            {
                Next = ended ? null : page.Next,
                Listed = state.Listed + page.Models.Count,
                Kept = state.Kept + models.Count,
                Newest = newest,
                Complete = ended ? newest : state.Complete,
            };
            _store.Write(models, state);
            progress?.Report(new SyncProgress(state.Listed, state.Kept, wanted.Limit, state.ChangesOnly ? "changes" : "models"));
        }

        return state;
    }

    private (SyncState State, bool Resumed) Begin(SyncOptions wanted)
    {
        var scope = Scope(wanted);
        var last = _store.State(scope);
        return last switch
        {
            { Next: not null } when !wanted.Full && _clock.GetUtcNow() - last.Started < LongestBreak => (last, true),

            // With a limit it matters who is downloaded most now, and that changes without a change of the model.
            { Complete: { } complete } when !wanted.Full && wanted.Limit is null => (Fresh(scope, wanted, complete), false),
            _ => (Fresh(scope, wanted, null), false),
        };
    }

    private SyncState Fresh(string scope, SyncOptions wanted, DateTimeOffset? complete) => new()
    {
        Scope = scope,
        Started = _clock.GetUtcNow(),
        ChangesOnly = complete is not null,
        Complete = complete,
        Next = _hub.First(new HubQuery(wanted.Task, complete is null ? "downloads" : "lastModified", Math.Min(PageSize, wanted.Limit ?? PageSize))),
    };

    private string Scope(SyncOptions wanted) =>
        FormattableString.Invariant($"{_hub.Address} task={wanted.Task ?? "*"} limit={wanted.Limit} downloads>={wanted.MinDownloads} texts={wanted.Texts}");

    private IEnumerable<(HubModel Model, string Task)> Chosen(IEnumerable<HubModel> models, SyncOptions wanted, SyncState state)
    {
        var room = wanted.Limit is { } limit ? limit - state.Kept : int.MaxValue;
        return (from model in models
                where !model.Hidden && (model.Downloads ?? 0) >= wanted.MinDownloads
                where !state.ChangesOnly || !(model.LastModified < state.Complete)
                where model.Task is not null && _taxonomy.TryGet(model.Task, out _)
                select (model, _taxonomy.TryGet(model.Task!, out var task) ? task.Id : model.Task!)).Take(room);
    }

    // The list may end early: enough models; only older ones to come; only less downloaded ones to come. The last two only if the page is in that order.
    private static bool IsEnough(IReadOnlyList<HubModel> page, SyncOptions wanted, SyncState state, int kept) =>
        kept >= wanted.Limit
        || (state is { ChangesOnly: true, Complete: { } complete } && IsFalling(page.Select(model => model.LastModified)) && page.Count > 0 && page[^1].LastModified < complete)
        || (!state.ChangesOnly && wanted.MinDownloads > 0 && IsFalling(page.Select(model => model.Downloads)) && page.Count > 0 && page[^1].Downloads < wanted.MinDownloads);

    private static bool IsFalling<T>(IEnumerable<T?> values)
        where T : struct, IComparable<T>
    {
        T? last = null;
        foreach (var value in values)
        {
            if (value is not { } now || (last is { } before && before.CompareTo(now) < 0))
            {
                return false;
            }

            last = now;
        }

        return true;
    }

    private async Task<IReadOnlyList<StoredModel>> CardsAsync(List<(HubModel Model, string Task)> chosen, SyncOptions wanted, CancellationToken cancellationToken)
    {
        var known = _store.FindAll([.. chosen.Select(pair => pair.Model.Id)]);
        var cards = new StoredModel[chosen.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, chosen.Count),
            new ParallelOptions { MaxDegreeOfParallelism = _options.ParallelReads, CancellationToken = cancellationToken },
            async (place, stop) =>
            {
                var (model, task) = chosen[place];
                var before = known.GetValueOrDefault(model.Id) is { Origin: CardOrigin.Hub } stored && stored.Modified == model.LastModified ? stored : null;
                var text = before is not null ? before.Card.Description
                    : wanted.Texts && await _hub.CardAsync(model.Id, stop) is { } card ? CardText.Describe(card)
                    : "";
                cards[place] = new StoredModel(HubCards.Of(model, task, text, _hub.Address.Host, _clock.GetUtcNow()), CardOrigin.Hub, model.LastModified);
            });
        return cards;
    }
}
