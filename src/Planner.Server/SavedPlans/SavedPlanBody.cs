using System.ComponentModel;

namespace Planner.Server.SavedPlans;

/// <summary>What is saved under a name.</summary>
public sealed record SavedPlanBody
{
    /// <summary>The run.</summary>
    [Description("The run whose plan is saved.")]
    public required string Run { get; init; }

    /// <summary>What the plan does.</summary>
    [Description("What the plan does, in a sentence; agents choose it by that. Absent: the run's own words.")]
    public string? Description { get; init; }
}
