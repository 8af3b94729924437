using System.ComponentModel.DataAnnotations;

namespace Planner.Tools;

/// <summary>Limits of calls to tools, <c>Planner:Tools</c>.</summary>
public sealed class ToolOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Planner:Tools";

    /// <summary>Where the sources are kept, a JSON file each; by default <c>tools</c> in <c>PLANNER_HOME</c>. Null or empty: none.</summary>
    public string? Folder { get; set; } = Path.Combine(PlannerHome.Folder, "tools");

    /// <summary>How long one call may take, in seconds.</summary>
    [Range(0.1, 3600)]
    public double Seconds { get; set; } = 30;

    /// <summary>How many rows a query may give.</summary>
    [Range(1, 1_000_000)]
    public int MaxRows { get; set; } = 1000;

    /// <summary>How many bytes a reply may have.</summary>
    [Range(1, 1_000_000_000)]
    public long MaxBytes { get; set; } = 4_000_000;
}
