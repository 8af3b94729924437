using System.Text.Json.Serialization;

namespace Planner.Server.Security;

/// <summary>What the bearer of a key may do.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ApiRole>))]
public enum ApiRole
{
    /// <summary>Make requests, and see what came of the own ones.</summary>
    [JsonStringEnumMemberName("user")] User,

    /// <summary>See and change everybody's.</summary>
    [JsonStringEnumMemberName("admin")] Admin,
}
