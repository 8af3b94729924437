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

    /// <summary>
    /// How sure the embedded controller must be, 0 to 1, for its plan to stand in for a controller LLM that failed or wrote nothing
    /// that can be run.
    /// </summary>
    [Range(0, 1)]
    public double RescueConfidence { get; set; } = 0.3;

    /// <summary>
    /// How sure the embedded controller must be, 0 to 1, to plan without the controller LLM in <see cref="ControllerMode.Cascade"/>.
    /// docs/controller.md has the figures by which it was chosen.
    /// </summary>
    [Range(0, 1)]
    public double CascadeConfidence { get; set; } = 0.6;

    /// <summary>How many solved examples the prompt shows, the nearest to the request first.</summary>
    [Range(0, 50)]
    public int Examples { get; set; } = 5;

    /// <summary>How much of a step's result the controller is shown when it plans anew, in characters.</summary>
    [Range(100, 100_000)]
    public int ResultCharacters { get; set; } = 1000;

    /// <summary>How often what is left of a plan may be planned anew after a step failed or asked for it.</summary>
    [Range(0, 10)]
    public int MaxRevisions { get; set; } = 2;
}
