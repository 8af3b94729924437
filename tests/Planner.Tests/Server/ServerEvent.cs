using System.Text.Json;

namespace Planner.Tests.Server;

/// <summary>An event of a stream.</summary>
internal sealed record ServerEvent(string? Id, string? Type, string Data)
{
    public JsonElement Json => JsonDocument.Parse(Data).RootElement;
}
