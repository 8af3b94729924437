namespace Planner.Planning;

/// <summary>Streams the steps for a request; none means: answer directly.</summary>
public interface IPlanner
{
    /// <summary>Who plans: <c>embedded</c>, or a model's id.</summary>
    string Name { get; }

    /// <summary>
    /// Plans. Each step may refer to attachments and to earlier steps; the run checks it and starts it while the next is being planned.
    /// </summary>
    IAsyncEnumerable<PlanStep> PlanAsync(PlanningContext context, CancellationToken cancellationToken);
}
