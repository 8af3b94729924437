using System.ComponentModel.DataAnnotations;

namespace Planner.SavedPlans;

/// <summary>Where saved plans are kept. Configuration section <c>Planner:SavedPlans</c>.</summary>
public sealed class SavedPlanOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Planner:SavedPlans";

    /// <summary>The folder, by default <c>plans</c> in <c>PLANNER_HOME</c>. Need not exist.</summary>
    [Required]
    public string Folder { get; set; } = Path.Combine(PlannerHome.Folder, "plans");
}
