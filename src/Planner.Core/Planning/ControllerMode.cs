using System.Text.Json.Serialization;

namespace Planner.Planning;

/// <summary>Who plans.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ControllerMode>))]
public enum ControllerMode
{
    /// <summary>The embedded controller when it is sure, the controller LLM when it is not.</summary>
    [JsonStringEnumMemberName("cascade")] Cascade,

    /// <summary>The controller LLM.</summary>
    [JsonStringEnumMemberName("llm")] Llm,

    /// <summary>The embedded controller.</summary>
    [JsonStringEnumMemberName("embedded")] Embedded,
}
