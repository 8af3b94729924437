using System.Text.Json.Serialization;

namespace Planner.Tools;

/// <summary>What a source of tools is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ToolKind>))]
public enum ToolKind
{
    /// <summary>A database.</summary>
    [JsonStringEnumMemberName("sql")] Sql,

    /// <summary>A server that speaks the Model Context Protocol.</summary>
    [JsonStringEnumMemberName("mcp")] Mcp,

    /// <summary>An HTTP API with an OpenAPI description.</summary>
    [JsonStringEnumMemberName("openapi")] OpenApi,

    /// <summary>A function of this process.</summary>
    [JsonStringEnumMemberName("function")] Function,
}
