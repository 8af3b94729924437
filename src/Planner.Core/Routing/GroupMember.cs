namespace Planner.Routing;

/// <summary>A member of a group.</summary>
public sealed record GroupMember
{
    /// <summary>An instance with all its models, a model wherever it runs, or <c>model@instance</c>.</summary>
    public required string Target { get; init; }

    /// <summary>Its share of the calls beside the others' under <see cref="GroupStrategy.Weighted"/>.</summary>
    public double Weight { get; init => field = value == 0 ? 1 : value; } = 1;

    /// <summary>When it is used, see <see cref="Routing.Schedule"/>; null: always.</summary>
    public string? Schedule { get; init; }
}
