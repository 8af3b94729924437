using System.ComponentModel.DataAnnotations;

namespace Planner.Runs;

/// <summary>How runs are owned. Configuration section <c>Planner:Runs</c>.</summary>
public sealed class RunOptions
{
    /// <summary>How long a run stays this process's own when it stops renewing, in seconds. It renews three times as often.</summary>
    [Range(1.0, 3600)]
    public double LeaseSeconds { get; set; } = 30;

    /// <summary>The longest that words of a request may be, in characters.</summary>
    [Range(1, 10_000_000)]
    public int MaxTextLength { get; set; } = 200_000;

    /// <summary>The most files of a request.</summary>
    [Range(0, 10_000)]
    public int MaxAttachments { get; set; } = 100;
}
