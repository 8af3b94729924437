using System.Text.Json.Serialization;

namespace Planner.Routing;

/// <summary>Where a breaker stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BreakerState>))]
public enum BreakerState
{
    /// <summary>Calls go through.</summary>
    [JsonStringEnumMemberName("closed")] Closed,

    /// <summary>No call goes through.</summary>
    [JsonStringEnumMemberName("open")] Open,

    /// <summary>One call is on its way to see whether the others may follow.</summary>
    [JsonStringEnumMemberName("half-open")] HalfOpen,
}
