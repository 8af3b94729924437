using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Matching.Indexing;
using Planner.Planning;
using Planner.Routing;
using Planner.Statistics;

namespace Planner.Matching;

/// <summary>
/// Ranks the cards of a step's task: with very many, the <see cref="MatchingOptions.Depth"/> that suit its instruction best, and all engines of this
/// machine. What can run comes before what can't; among these, what meets the requirements before what does not, then the higher score, then models
/// made for the task, then the better hit, which among equals is the earlier card of the catalog.
/// </summary>
internal sealed class CatalogMatcher(
    ModelCatalog catalog, CatalogIndex index, QueryEmbedder embedder, BackendReach reach, CallNames names, ModelRecords records, IOptions<MatchingOptions> options) : IModelMatcher
{
    private readonly CardScorer _scorer = new(options.Value, records);

    // How many of the best-fitting models backends may look up before they are asked; more would cost a step time that it rarely gets back.
    private const int Prepared = 16;

    public async ValueTask<ModelMatch> MatchAsync(PlanStep step, Egress ceiling, string? pinned, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(step);
        ModelCard? only = null;
        if (pinned is not null && (only = names.Find(pinned)) is null)
        {
            return new ModelMatch([], $"there is no model '{pinned}' in the catalog; planner models search finds those that there are");
        }

        var hits = Hits(step, await embedder.EmbedAsync(step.Instruction, ceiling, cancellationToken));
        if (only?.Tasks.Contains(step.Task) is true)
        {
            hits = [hits.Find(hit => hit.Card == only) ?? new CardHit(only, 0, [])];
        }

        await records.RefreshAsync(cancellationToken);
        await reach.PrepareAsync([.. hits.Take(Prepared).SelectMany(hit => names.Behind(hit.Card, step))], ceiling, cancellationToken);
        return Match(step, ceiling, hits);
    }

    private List<CardHit> Hits(PlanStep step, ReadOnlyMemory<float> embedding)
    {
        var hits = index.Search(new CardQuery { Text = step.Instruction, Task = step.Task, Limit = options.Value.Depth, Embedding = embedding }).ToList();
        if (hits.Count == options.Value.Depth)
        {
            var found = hits.Select(hit => hit.Card.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
            hits.AddRange(catalog.ForTask(step.Task).Where(card => card.IsLocal && !found.Contains(card.Id)).Select(card => new CardHit(card, 0, [])));
        }

        return hits;
    }

    private ModelMatch Match(PlanStep step, Egress ceiling, List<CardHit> hits)
    {
        var dedicated = hits.Where(hit => !hit.Card.IsByPrompts).Select(hit => (Hit: hit, Ranked: Rank(hit, step, ceiling))).ToList();
        var among = dedicated.Where(one => one.Ranked.Candidate.Runnable).Select(one => one.Hit).ToList();
        var general = MeanOf(among.Count > 0 ? among : dedicated.ConvertAll(one => one.Hit));
        var ranked = dedicated.Select(one => one.Ranked)
            .Concat(hits.Where(hit => hit.Card.IsByPrompts).Select(hit => Rank(hit with { Terms = general ?? hit.Terms }, step, ceiling)))
            .OrderByDescending(card => card.Candidate.Runnable)
            .ThenBy(card => card.Unmet is not null)
            .ThenByDescending(card => card.Candidate.Score)
            .ToList();
        var runnable = ranked.Count(card => card.Candidate.Runnable);
        var listed = ranked.Take(Math.Max(runnable, options.Value.Top)).Select(card => card.Candidate);
        return new ModelMatch([.. listed], MatchReason.Of(step, ceiling, ranked, card => RequirementCheck.Unchecked(card, step, records.Of(card.Id, step.Task))));
    }

    // The card of a chat model names every task in general words, which say nothing of how well it suits this one: it counts as suiting it like the mean of the models made for it
    // that can run here, so that price, distance and what was measured decide between them.
    private static List<ScoreTerm>? MeanOf(List<CardHit> hits) => hits.Count == 0 ? null
        : [.. hits.SelectMany(hit => hit.Terms).GroupBy(term => term.Name).Select(terms => new ScoreTerm(terms.Key, terms.Sum(term => term.Value) / hits.Count, terms.First().Weight))];

    private RankedCard Rank(CardHit hit, PlanStep step, Egress ceiling)
    {
        var card = hit.Card;
        var where = reach.OfName(card, step, ceiling);
        var terms = _scorer.Terms(hit, step, where);
        var candidate = new Candidate(card.Id, CardScorer.Sum(terms), terms)
        {
            Runnable = where.Runnable,
            Instance = where.Instance,
            Through = where.Through,
            Fix = where.Fix,
        };
        if (RequirementCheck.Violation(card, step, records.Of(card.Id, step.Task)) is not { } unmet)
        {
            return new RankedCard(card, candidate, null);
        }

        // What can't be used can't run, whatever is installed.
        var refused = candidate with
        {
            Runnable = false,
            Instance = null,
            Through = unmet.Found,
            Fix = unmet.Requirement is null ? null : $"relax {unmet.Requirement}",
        };
        return new RankedCard(card, refused, unmet);
    }
}
