namespace Planner.Runs;

/// <summary><c>plan.completed</c>: The plan is whole.</summary>
public sealed record PlanCompleted : RunEvent
{
    /// <summary>How many steps it has.</summary>
    public int Steps { get; init; }

    /// <summary>How sure the planner is, 0 to 1; null when it does not say.</summary>
    public double? Confidence { get; init; }

    /// <summary>What in the request it went by.</summary>
    public IReadOnlyList<string> Used { get; init => field = value ?? []; } = [];

    /// <summary>The names of the attachments that no step takes.</summary>
    public IReadOnlyList<string> UnusedFiles { get; init => field = value ?? []; } = [];

    /// <summary>Tokens taken and given, when counted.</summary>
    public int? Tokens { get; init; }

    /// <summary>US dollars.</summary>
    public decimal CostUsd { get; init; }
}
