using Planner.Catalog;
using Planner.Planning;
using Planner.Routing;

namespace Planner.Matching;

/// <summary>Searches the catalog by words.</summary>
internal sealed class CatalogSearch(ModelCatalog catalog, CardIndex index, BackendReach reach) : IModelSearch
{
    public IReadOnlyList<FoundModel> Search(ModelQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        IEnumerable<ModelCard> cards = query.Task is { } task ? catalog.ForTask(task) : catalog.Cards;
        var all = string.IsNullOrWhiteSpace(query.Text);
        var fits = index.Fit(query.Text);
        return
        [
            .. cards.Where(card => all || fits.ContainsKey(card.Id))
                .OrderByDescending(card => fits.GetValueOrDefault(card.Id))
                .Select(card => Found(card, query.Task, fits.GetValueOrDefault(card.Id), query.Ceiling))
                .Where(found => !query.RunnableOnly || found.Candidate.Runnable)
                .Take(Math.Max(query.Limit, 0)),
        ];
    }

    public FoundModel? Find(string id, Egress ceiling = Egress.Cloud) =>
        catalog.TryGet(id, out var card) ? Found(card, null, 0, ceiling) : null;

    private FoundModel Found(ModelCard card, string? task, double fit, Egress ceiling)
    {
        // Backends are asked about a step; outside a plan it is an empty one of each of the card's tasks.
        var answers = (task is null ? card.Tasks : [task])
            .Select(name => reach.Of(card, new PlanStep { Id = "search", Task = name }, ceiling))
            .ToList();
        var best = answers.FirstOrDefault(answer => answer.Runnable) ?? answers[0];
        return new FoundModel(card, new Candidate(card.Id, fit, [new ScoreTerm("fit", fit, 1)])
        {
            Runnable = best.Runnable,
            Instance = best.Instance,
            Through = best.Through,
            Fix = best.Fix,
        });
    }
}
