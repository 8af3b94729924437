using System.ComponentModel.DataAnnotations;

namespace Planner.Execution.Caching;

/// <summary>What is kept of the results of steps. Configuration section <c>Planner:Cache</c>.</summary>
public sealed class StepCacheOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Planner:Cache";

    /// <summary>Whether results are kept and given again. Only of what always gives the same, see docs/measuring.md.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Models of other places that the user vouches for: the same call always gives the same. Ids as the catalog has them.</summary>
    public IReadOnlyList<string> Models { get; set; } = [];

    /// <summary>The most that is kept, in bytes, files not counted; what was not used longest goes first.</summary>
    [Range(0, long.MaxValue)]
    public long MaxBytes { get; set; } = 100_000_000;

    /// <summary>The longest value that is kept, in bytes.</summary>
    [Range(0, int.MaxValue)]
    public int MaxValueBytes { get; set; } = 1_000_000;

    /// <summary>How long a result is kept, in hours.</summary>
    [Range(0.0, 1_000_000)]
    public double MaxAgeHours { get; set; } = 7 * 24;
}
