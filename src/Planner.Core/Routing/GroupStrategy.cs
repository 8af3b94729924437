using System.Text.Json.Serialization;

namespace Planner.Routing;

/// <summary>How a group chooses among the members that can take a call now; the others follow in the same order when one fails.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GroupStrategy>))]
public enum GroupStrategy
{
    /// <summary>The first in the group's order.</summary>
    [JsonStringEnumMemberName("first-available")] FirstAvailable,

    /// <summary>One after the other.</summary>
    [JsonStringEnumMemberName("round-robin")] RoundRobin,

    /// <summary>By chance, in proportion to the weights.</summary>
    [JsonStringEnumMemberName("weighted")] Weighted,

    /// <summary>The one that works on the fewest calls.</summary>
    [JsonStringEnumMemberName("least-busy")] LeastBusy,

    /// <summary>The one that was fastest at the task of late.</summary>
    [JsonStringEnumMemberName("fastest")] Fastest,

    /// <summary>The one that costs least.</summary>
    [JsonStringEnumMemberName("cheapest")] Cheapest,

    /// <summary>By load, speed, checked success and rating together, see <see cref="AdaptiveCost"/>.</summary>
    [JsonStringEnumMemberName("adaptive")] Adaptive,
}
