using System.ComponentModel.DataAnnotations;

namespace Planner.Ensembles;

/// <summary>How several models do one step. Configuration section <c>Planner:Ensembles</c>; formulas and sources in docs/measuring.md.</summary>
public sealed class EnsembleOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Planner:Ensembles";

    /// <summary>How much a model counts, by its id, in place of what its measured quality says.</summary>
    public Dictionary<string, double> Weights { get; set; } = [];

    /// <summary>How much disagreement counts against quality when members are chosen: 0 takes the best ones only.</summary>
    [Range(0.0, 10)]
    public double DiversityWeight { get; set; } = 0.5;

    /// <summary>How much two boxes must overlap to be of one object: intersection over union. 0.55 is that of the authors of box fusion.</summary>
    [Range(0.05, 0.99)]
    public double BoxOverlap { get; set; } = 0.55;

    /// <summary>Whether the controller LLM picks the best of several texts, where there is one that may see them; else they are compared with each other.</summary>
    public bool Judge { get; set; }
}
