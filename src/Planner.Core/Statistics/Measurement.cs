namespace Planner.Statistics;

/// <summary>How well a model did a task on labelled data. Measured anew on the same data it replaces the one before.</summary>
public sealed record Measurement
{
    /// <summary>The model's id.</summary>
    public required string Model { get; init; }

    /// <summary>The task.</summary>
    public required string Task { get; init; }

    /// <summary>Which data: the SHA-256 of the file, lower-case hex, and how many samples of it.</summary>
    public required string Data { get; init; }

    /// <summary>The file's name, for people.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>How good each result was, 0 to 1, in the order of the data; what failed is 0. Which samples two models miss together says how much one adds to the other.</summary>
    public required IReadOnlyList<double> Scores { get; init; }

    /// <summary>The mean of the scores.</summary>
    public double Quality => Scores.Count == 0 ? 0 : Scores.Average();

    /// <summary>The median of how long a call took, in seconds.</summary>
    public double? P50Seconds { get; init; }

    /// <summary>US dollars for all of them.</summary>
    public decimal CostUsd { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset Time { get; init; }
}
