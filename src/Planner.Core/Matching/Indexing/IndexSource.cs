namespace Planner.Matching.Indexing;

/// <summary>What an index was made from, and how far it is with it.</summary>
public sealed record IndexSource
{
    /// <summary>The store whose changes it follows; null: none.</summary>
    public string? Store { get; init; }

    /// <summary>The last change that it has taken in; -1: none.</summary>
    public long Change { get; init; } = -1;

    /// <summary>The ids of cards that are not the store's.</summary>
    public IReadOnlyList<string> Own { get; init => field = value ?? []; } = [];
}
