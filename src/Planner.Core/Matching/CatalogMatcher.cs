using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Planning;
using Planner.Routing;

namespace Planner.Matching;

/// <summary>
/// Ranks all cards of a step's task by what they say. What can run comes before what can't; among these, what meets the requirements before
/// what does not, then the higher score, then the earlier card of the catalog.
/// </summary>
internal sealed class CatalogMatcher(ModelCatalog catalog, CardIndex index, BackendReach reach, IOptions<MatchingOptions> options) : IModelMatcher
{
    private readonly CardScorer _scorer = new(options.Value);

    // How many of the best-fitting models backends may look up before they are asked; more would cost a step time that it rarely gets back.
    private const int Prepared = 16;

    public async ValueTask<ModelMatch> MatchAsync(PlanStep step, Egress ceiling, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(step);
        var fits = index.Fit(step.Instruction);
        await reach.PrepareAsync(
            [.. catalog.ForTask(step.Task).OrderByDescending(card => fits.GetValueOrDefault(card.Id)).Take(Prepared)], ceiling, cancellationToken);
        return Match(step, ceiling, fits);
    }

    private ModelMatch Match(PlanStep step, Egress ceiling, IReadOnlyDictionary<string, double> fits)
    {
        var ranked = catalog.ForTask(step.Task)
            .Select(card => Rank(card, step, ceiling, fits.GetValueOrDefault(card.Id)))
            .OrderByDescending(card => card.Candidate.Runnable)
            .ThenBy(card => card.Unmet is not null)
            .ThenByDescending(card => card.Candidate.Score)
            .ToList();
        var runnable = ranked.Count(card => card.Candidate.Runnable);
        var listed = ranked.Take(Math.Max(runnable, options.Value.Top)).Select(card => card.Candidate);
        return new ModelMatch([.. listed], MatchReason.Of(step, ceiling, ranked));
    }

    private RankedCard Rank(ModelCard card, PlanStep step, Egress ceiling, double fit)
    {
        var where = reach.Of(card, step, ceiling);
        var terms = _scorer.Terms(card, step, fit, where);
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
