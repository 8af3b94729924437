using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Matching.Indexing;
using Planner.Planning;
using Planner.Routing;

namespace Planner.Matching;

/// <summary>
/// Ranks the cards of a step's task: with very many, the <see cref="MatchingOptions.Depth"/> that suit its instruction best, and all engines of this machine. What can run comes before what can't; among these, what meets the requirements before
/// what does not, then the higher score, then the earlier card of the catalog.
/// </summary>
internal sealed class CatalogMatcher(ModelCatalog catalog, CatalogIndex index, BackendReach reach, IOptions<MatchingOptions> options) : IModelMatcher
{
    private readonly CardScorer _scorer = new(options.Value);

    public ValueTask<ModelMatch> MatchAsync(PlanStep step, Egress ceiling, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(step);
        return ValueTask.FromResult(Match(step, ceiling));
    }

    private ModelMatch Match(PlanStep step, Egress ceiling)
    {
        var hits = index.Search(new CardQuery { Text = step.Instruction, Task = step.Task, Limit = options.Value.Depth });
        var found = hits.Select(hit => hit.Card.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var left = hits.Count < options.Value.Depth ? [] : catalog.ForTask(step.Task).Where(card => card.IsLocal && !found.Contains(card.Id));
        var ranked = hits.Concat(left.Select(card => new CardHit(card, 0, [])))
            .Select(hit => Rank(hit, step, ceiling))
            .OrderByDescending(card => card.Candidate.Runnable)
            .ThenBy(card => card.Unmet is not null)
            .ThenByDescending(card => card.Candidate.Score)
            .ToList();
        var runnable = ranked.Count(card => card.Candidate.Runnable);
        var listed = ranked.Take(Math.Max(runnable, options.Value.Top)).Select(card => card.Candidate);
        return new ModelMatch([.. listed], MatchReason.Of(step, ceiling, ranked));
    }

    private RankedCard Rank(CardHit hit, PlanStep step, Egress ceiling)
    {
        var card = hit.Card;
        var where = reach.Of(card, step, ceiling);
        var terms = _scorer.Terms(hit, step, where);
        var candidate = new Candidate(card.Id, CardScorer.Sum(terms), terms)
        {
            Runnable = where.Runnable,
            Instance = where.Instance,
            Through = where.Through,
            Fix = where.Fix,
        };
        if (RequirementCheck.Violation(card, step) is not { } unmet)
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
