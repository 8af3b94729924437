using Planner.Text;

namespace Planner.Values;

/// <summary>A place that a value, or a span of it, comes from. Unset members mean "not narrower than that".</summary>
public sealed record ValueSource
{
    /// <summary>The span of this value's own text that the source accounts for; null: all of it.</summary>
    public TextSpan? Covers { get; init; }

    /// <summary>The artifact it comes from.</summary>
    public string? ArtifactId { get; init; }

    /// <summary>The artifact's name, for people.</summary>
    public string? Name { get; init; }

    /// <summary>The page of the artifact, from 1.</summary>
    public int? Page { get; init; }

    /// <summary>The region of the page or image, in pixels.</summary>
    public Box? Box { get; init; }

    /// <summary>Where in a recording it begins, in seconds.</summary>
    public double? From { get; init; }

    /// <summary>Where in a recording it ends, in seconds.</summary>
    public double? To { get; init; }

    /// <summary>The row of a table, from 0, the header not counted.</summary>
    public int? Row { get; init; }

    /// <summary>The column of a table, by its name.</summary>
    public string? Column { get; init; }

    /// <summary>How sure the reader of that place was, 0 to 1.</summary>
    public double? Confidence { get; init; }
}
