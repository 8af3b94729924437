namespace Planner.Routing;

/// <summary>How an instance does, as one process sees it.</summary>
/// <param name="Name">The instance.</param>
/// <param name="Breaker">Its breaker.</param>
public sealed record InstanceStatus(string Name, BreakerState Breaker)
{
    /// <summary>When its breaker came to this state, UTC; null: it was never anything else.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>What its health checks found wrong; null: nothing, or there are none.</summary>
    public string? Problem { get; init; }

    /// <summary>How many calls it works on.</summary>
    public int InFlight { get; init; }

    /// <summary>How many calls wait for a place at it.</summary>
    public int Waiting { get; init; }

    /// <summary>Its models whose breakers are not closed.</summary>
    public IReadOnlyDictionary<string, BreakerState> Models { get; init => field = value ?? field; } = new Dictionary<string, BreakerState>();
}
