using Planner.Planning;

namespace Planner.Runs;

/// <summary><c>plan.revised</c>: The controller changed what is left of the plan.</summary>
public sealed record PlanRevised : RunEvent
{
    /// <summary>Ids of new steps.</summary>
    public IReadOnlyList<string> Added { get; init => field = value ?? []; } = [];

    /// <summary>Ids of steps given up.</summary>
    public IReadOnlyList<string> Removed { get; init => field = value ?? []; } = [];

    /// <summary>The new steps themselves, those too that began while the controller wrote the rest, each with a <c>plan.step</c> of its own.</summary>
    public IReadOnlyList<PlanStep> Steps { get; init => field = value ?? []; } = [];

    /// <summary>Ids of the steps, failed or to be looked at, for which the controller was asked; empty when it was not.</summary>
    public IReadOnlyList<string> Considered { get; init => field = value ?? []; } = [];

    /// <summary>What made it.</summary>
    public string Why { get; init => field = value ?? ""; } = "";

    /// <summary>Tokens taken and given, when counted.</summary>
    public int? Tokens { get; init; }

    /// <summary>US dollars.</summary>
    public decimal CostUsd { get; init; }
}
