namespace Planner.Runs;

/// <summary><c>plan.started</c>: Planning begins.</summary>
public sealed record PlanStarted : RunEvent
{
    /// <summary>Who plans: <c>embedded</c>, or a model's id.</summary>
    public required string Planner { get; init; }

    /// <summary>Why it plans and not the one that began; empty when it began itself.</summary>
    public string Why { get; init => field = value ?? ""; } = "";
}
