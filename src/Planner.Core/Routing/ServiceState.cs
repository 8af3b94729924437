using System.Text.Json.Serialization;

namespace Planner.Routing;

/// <summary>Whether an instance or a group takes calls.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ServiceState>))]
public enum ServiceState
{
    /// <summary>It takes calls.</summary>
    [JsonStringEnumMemberName("enabled")] Enabled,

    /// <summary>It takes no new calls; those that run end as they would.</summary>
    [JsonStringEnumMemberName("draining")] Draining,

    /// <summary>It takes no calls; those that run are stopped and go to another instance.</summary>
    [JsonStringEnumMemberName("disabled")] Disabled,
}
