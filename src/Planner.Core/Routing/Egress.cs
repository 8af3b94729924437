using System.Text.Json.Serialization;

namespace Planner.Routing;

/// <summary>How far a request's data may travel, or how far an instance is away. A ceiling allows itself and what is nearer.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Egress>))]
public enum Egress
{
    /// <summary>This machine.</summary>
    [JsonStringEnumMemberName("machine")] Machine,

    /// <summary>The local network.</summary>
    [JsonStringEnumMemberName("lan")] Lan,

    /// <summary>Anywhere.</summary>
    [JsonStringEnumMemberName("cloud")] Cloud,
}
