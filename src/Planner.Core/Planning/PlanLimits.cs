using System.ComponentModel.DataAnnotations;

namespace Planner.Planning;

/// <summary>How large a plan may be. Configuration section <c>Planner:Plan</c>.</summary>
public sealed class PlanLimits
{
    /// <summary>The most steps.</summary>
    [Range(1, 10_000)]
    public int MaxSteps { get; set; } = 200;
}
