namespace Planner.Planning;

/// <summary>Streams the steps for a request; none means: answer directly.</summary>
public interface IPlanner
{
    /// <summary>Who plans: <c>embedded</c>, or a model's id.</summary>
    string Name { get; }

    /// <summary>Whether it can be asked again: told what was wrong or what happened, it writes what is left.</summary>
    bool CanRevise => false;

    /// <summary>Who plans this request, or revises its plan: itself, unless it only decides who does.</summary>
    IPlanner For(PlanningContext context) => this;

    /// <summary>
    /// Plans. Each step may refer to attachments and to earlier steps; the run checks it and starts it while the next is being planned.
    /// </summary>
    IAsyncEnumerable<PlanStep> PlanAsync(PlanningContext context, CancellationToken cancellationToken);
}
