using Planner.Catalog;
using Planner.Matching.Indexing;
using Planner.Planning;
using Planner.Routing;

namespace Planner.Matching;

/// <summary>Searches the catalog by words.</summary>
internal sealed class CatalogSearch(ModelCatalog catalog, CatalogIndex index, BackendReach reach, QueryEmbedder? embedder = null) : IModelSearch
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
            Limit = Math.Max(query.Limit, 0),
        });
        return [.. hits.Select(hit => Found(hit, query.Task, query.Ceiling))];
    }

    public void Refresh(IProgress<long>? progress) => index.Refresh(progress);

    public FoundModel? Find(string id, Egress ceiling = Egress.Cloud) =>
        catalog.TryGet(id, out var card) ? Found(new CardHit(card, 0, []), null, ceiling) : null;

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
            .Select(name => reach.Of(card, new PlanStep { Id = "search", Task = name }, ceiling))
            .ToList();
        return answers.FirstOrDefault(answer => answer.Runnable) ?? answers[0];
    }
}
