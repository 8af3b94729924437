using System.Text.Json.Nodes;

namespace Planner.IntegrationTests.HuggingFace;

/// <summary>A request as a loopback server got it.</summary>
internal sealed record Received(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string ContentType => Headers.GetValueOrDefault("Content-Type", "");

    public string? Key => Headers.GetValueOrDefault("Authorization");

    public JsonNode? Json => JsonNode.Parse(Body);

    /// <summary>The JSON body on one line.</summary>
    public string JsonText => Json!.ToJsonString();
}
