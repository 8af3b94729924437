namespace Planner.Runs;

/// <summary><c>plan.revised</c>: The controller changed what is left of the plan.</summary>
public sealed record PlanRevised : RunEvent
{
    /// <summary>Ids of new steps.</summary>
    public IReadOnlyList<string> Added { get; init => field = value ?? []; } = [];

    /// <summary>Ids of steps given up.</summary>
    public IReadOnlyList<string> Removed { get; init => field = value ?? []; } = [];

    /// <summary>What made it.</summary>
    public string Why { get; init => field = value ?? ""; } = "";
}
