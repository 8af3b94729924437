namespace Planner.Routing;

/// <summary>Where instances are kept, <c>Planner:Instances</c>.</summary>
public sealed class InstanceOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Planner:Instances";

    /// <summary>The instances, by default <c>instances.json</c> in <c>PLANNER_HOME</c>. Need not exist.</summary>
    public string File { get; set; } = Path.Combine(PlannerHome.Folder, "instances.json");

    /// <summary>The groups, by default <c>groups.json</c> in <c>PLANNER_HOME</c>. Need not exist.</summary>
    public string GroupsFile { get; set; } = Path.Combine(PlannerHome.Folder, "groups.json");

    /// <summary>A folder in which running programs say how the instances do, by default <c>instance-states</c> in <c>PLANNER_HOME</c>; null: they don't.</summary>
    public string? StatesFolder { get; set; }

    /// <summary>What was found out about them, by default <c>endpoints.json</c> in <c>PLANNER_HOME</c>; may be deleted at any time.</summary>
    public string FactsFile { get; set; } = Path.Combine(PlannerHome.Folder, "endpoints.json");
}
