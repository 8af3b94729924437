using System.Text.Json.Serialization;

namespace Planner.Planning;

/// <summary>How demanding a step is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Complexity>))]
public enum Complexity
{
    /// <summary>Neither simple nor hard.</summary>
    [JsonStringEnumMemberName("normal")] Normal,

    /// <summary>A light model does it.</summary>
    [JsonStringEnumMemberName("simple")] Simple,

    /// <summary>It wants a strong model.</summary>
    [JsonStringEnumMemberName("hard")] Hard,
}
