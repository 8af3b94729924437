namespace Planner.Runs;

/// <summary><c>step.expanded</c>: A step with <c>for_each</c> became one child a list element.</summary>
public sealed record StepExpanded : RunEvent
{
    /// <summary>The children's ids, in the list's order.</summary>
    public required IReadOnlyList<string> Children { get; init; }
}
