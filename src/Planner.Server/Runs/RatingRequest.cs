using System.ComponentModel;

namespace Planner.Server.Runs;

/// <summary>Whether a result was good.</summary>
public sealed record RatingRequest
{
    /// <summary>Whether it was.</summary>
    [Description("Whether the result was good.")]
    public required bool Good { get; init; }

    /// <summary>The step.</summary>
    [Description("The step that is rated; absent: the run, whose models share the rating.")]
    public string? Step { get; init; }

    /// <summary>Words to it.</summary>
    [Description("Words to it, kept for people.")]
    public string? Note { get; init; }
}
