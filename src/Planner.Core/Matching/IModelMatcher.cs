using Planner.Planning;
using Planner.Routing;

namespace Planner.Matching;

/// <summary>Ranks the catalog's models for a step.</summary>
public interface IModelMatcher
{
    /// <summary>Ranks models for the step, what can run first. An empty list of candidates means that the catalog has none for its task.</summary>
    /// <param name="step">What is to be done.</param>
    /// <param name="ceiling">How far the data may travel.</param>
    /// <param name="pinned">The one model to take if its card names the step's task; null: any.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    ValueTask<ModelMatch> MatchAsync(PlanStep step, Egress ceiling, string? pinned, CancellationToken cancellationToken);
}
