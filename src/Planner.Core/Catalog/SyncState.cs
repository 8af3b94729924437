namespace Planner.Catalog;

/// <summary>How far a sync with the Hub has come; kept with each page, so that the next one goes on there.</summary>
public sealed record SyncState
{
    /// <summary>What is synced: the Hub, the task, the limits. Each has a state of its own.</summary>
    public required string Scope { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Where the next page is; null when all pages have been read.</summary>
    public Uri? Next { get; init; }

    /// <summary>Whether only what changed since the last complete sync is read.</summary>
    public bool ChangesOnly { get; init; }

    /// <summary>Models listed so far.</summary>
    public int Listed { get; init; }

    /// <summary>Of them, those kept.</summary>
    public int Kept { get; init; }

    /// <summary>The newest change seen so far.</summary>
    public DateTimeOffset? Newest { get; init; }

    /// <summary>Up to which change the last complete sync has read everything.</summary>
    public DateTimeOffset? Complete { get; init; }
}
