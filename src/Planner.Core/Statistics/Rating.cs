namespace Planner.Statistics;

/// <summary>What somebody thought of a step's result. One who rates the same step again changes their mind.</summary>
public sealed record Rating
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The step.</summary>
    public required string StepId { get; init; }

    /// <summary>Who: the user of an API key; empty: whoever sits at this machine.</summary>
    public string User { get; init => field = value ?? ""; } = "";

    /// <summary>The model that gave the result.</summary>
    public required string Model { get; init; }

    /// <summary>What ran it.</summary>
    public required string Instance { get; init; }

    /// <summary>The step's task.</summary>
    public required string Task { get; init; }

    /// <summary>Whether it was good.</summary>
    public bool Good { get; init; }

    /// <summary>How much it counts: 1 for a step; 1 / steps for each step of a run that was rated as a whole.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Their words, if any.</summary>
    public string? Note { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset Time { get; init; }
}
