using Planner.Matching;
using Planner.Planning;
using Planner.Routing;

namespace Planner.Routes;

/// <summary>
/// Ranks as the catalog does, but where a route binds the task to a chain: with a first model, the chain in its order is all there is; without one, its models
/// follow the catalog's own, for when these fail. A model that a user has pinned is bound to nothing else.
/// </summary>
internal sealed class BoundMatcher(IModelMatcher catalog, RouteTable routes) : IModelMatcher
{
    public async ValueTask<ModelMatch> MatchAsync(PlanStep step, Egress ceiling, string? pinned, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (pinned is not null || routes.Binding(step.Task) is not { } route)
        {
            return await catalog.MatchAsync(step, ceiling, pinned, cancellationToken);
        }

        List<Candidate> chain = [];
        foreach (var model in route.Chain)
        {
            var alone = await catalog.MatchAsync(step, ceiling, model, cancellationToken);
            if (alone.Candidates.FirstOrDefault(candidate => candidate.ModelId.Equals(model, StringComparison.OrdinalIgnoreCase)) is { } candidate)
            {
                chain.Add(candidate with { Fallback = chain.Count > 0 || route.PrimaryModel.Length == 0 });
            }
        }

        if (route.PrimaryModel.Length == 0 || chain.Count == 0)
        {
            var match = await catalog.MatchAsync(step, ceiling, null, cancellationToken);
            return match with { Candidates = [.. match.Candidates, .. chain.Where(bound => match.Candidates.All(candidate => candidate.ModelId != bound.ModelId))] };
        }

        // Where the first can't run, a later one does; where none can, why the first can't is what to know.
        var first = chain.Find(candidate => candidate.Runnable) ?? chain[0];
        return new ModelMatch(chain, first.Runnable
            ? $"{first.ModelId}: the route '{route.Name}' binds {step.Task} to {string.Join(", ", route.Chain)}"
            : $"the route '{route.Name}' binds {step.Task} to {string.Join(", ", route.Chain)}, and none can run here ({first.Through}){(first.Fix is null ? "" : $": {first.Fix}")}");
    }
}
