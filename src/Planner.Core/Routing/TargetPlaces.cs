namespace Planner.Routing;

/// <summary>Where a target can run.</summary>
/// <param name="Target">The target.</param>
/// <param name="Places">The places, in the group's order, or the nearest first.</param>
internal sealed record TargetPlaces(string Target, IReadOnlyList<Place> Places)
{
    /// <summary>The group that it is; null: a model.</summary>
    public BackendGroup? Group { get; init; }

    /// <summary>Why there is none; null when there is one.</summary>
    public string? Why { get; init; }

    /// <summary>What would mend it.</summary>
    public string? Fix { get; init; }
}
