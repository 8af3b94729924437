using System.Text.Json;
using System.Text.Json.Nodes;

namespace Planner.Inference.HuggingFace.Http;

/// <summary>What came back with a good status: JSON, or bytes.</summary>
/// <param name="MediaType">What the reply says it is; empty when it does not say.</param>
/// <param name="Bytes">The body.</param>
internal sealed record WireReply(string MediaType, byte[] Bytes)
{
    /// <summary>Whether it is JSON by its own account.</summary>
    public bool IsJson => MediaType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase);

    /// <summary>The JSON; null when it is none.</summary>
    public JsonNode? Json => field ??= Parse();

    private JsonNode? Parse()
    {
        try
        {
            return JsonNode.Parse(Bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
