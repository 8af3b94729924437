using System.ComponentModel.DataAnnotations;

namespace Planner.Planning;

/// <summary>The controller LLM, <c>Planner:Controller</c>.</summary>
public sealed class ControllerOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Planner:Controller";

    /// <summary>Who plans; without a controller LLM the embedded controller does.</summary>
    public ControllerMode Mode { get; set; } = ControllerMode.Cascade;

    /// <summary>How often the controller is asked again when its plan can't be mended.</summary>
    [Range(0, 10)]
    public int MaxRetries { get; set; } = 2;

    /// <summary>How often what is left of a plan may be planned anew after a step failed or asked for it.</summary>
    [Range(0, 10)]
    public int MaxRevisions { get; set; } = 2;
}
