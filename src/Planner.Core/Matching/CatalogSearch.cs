using Planner.Catalog;
using Planner.Matching.Indexing;
using Planner.Planning;
using Planner.Routing;

namespace Planner.Matching;

/// <summary>Searches the catalog by words.</summary>
internal sealed class CatalogSearch(ModelCatalog catalog, CatalogIndex index, BackendReach reach, QueryEmbedder? embedder = null, CallNames? names = null) : IModelSearch
{
    public async ValueTask<IReadOnlyList<FoundModel>> SearchAsync(ModelQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Search(query, embedder is null ? default : await embedder.EmbedAsync(query.Text, query.Ceiling, cancellationToken));
    }

    public IReadOnlyList<FoundModel> Search(ModelQuery query) => Search(query, default);

    private IReadOnlyList<FoundModel> Search(ModelQuery query, ReadOnlyMemory<float> embedding)
    {
        ArgumentNullException.ThrowIfNull(query);
        var hits = index.Search(new CardQuery
        {
            Text = query.Text,
            Task = query.Task,
            Languages = query.Languages,
            License = query.License,
            MaxParameters = query.MaxParameters,
            Embedding = embedding,
            Accept = query.RunnableOnly ? card => Reach(card, query.Task, query.Ceiling).Runnable : null,
            MayRun = query.RunnableOnly,
            Limit = Math.Max(query.Limit, 0),
        });
        return [.. Groups(query).Concat(hits.Select(hit => Found(hit, query.Task, query.Ceiling))).Take(Math.Max(query.Limit, 0))];
    }

    public void Refresh(IProgress<long>? progress) => index.Refresh(progress);

    public FoundModel? Find(string id, Egress ceiling = Egress.Cloud) =>
        (names?.Find(id) ?? (catalog.TryGet(id, out var known) ? known : null)) is { } card ? Found(new CardHit(card, 0, []), null, ceiling) : null;

    // They have no words of their own to be found by; who wants to see what there is sees them first.
    private IEnumerable<FoundModel> Groups(ModelQuery query) => query is { Text.Length: > 0 } or { License: not null } or { Languages.Count: > 0 } or { MaxParameters: not null } ? [] : (names?.Groups ?? [])
        .Select(group => Found(new CardHit(names!.Find(group.Name)!, 0, []), query.Task, query.Ceiling))
        .Where(found => (query.Task is null || found.Card.Tasks.Contains(query.Task)) && (found.Candidate.Runnable || !query.RunnableOnly));

    private FoundModel Found(CardHit hit, string? task, Egress ceiling)
    {
        var best = Reach(hit.Card, task, ceiling);
        return new FoundModel(hit.Card, new Candidate(hit.Card.Id, hit.Score, hit.Terms)
        {
            Runnable = best.Runnable,
            Instance = best.Instance,
            Through = best.Through,
            Fix = best.Fix,
        });
    }

    // Backends are asked about a step; outside a plan it is an empty one of each of the card's tasks.
    private Reach Reach(ModelCard card, string? task, Egress ceiling)
    {
        var answers = (task is null ? card.Tasks : [task])
            .Select(name => reach.OfName(card, new PlanStep { Id = "search", Task = name }, ceiling))
            .ToList();
        return answers.FirstOrDefault(answer => answer.Runnable) ?? answers.FirstOrDefault() ?? new Reach(false, "it has no member that is there");
    }
}
