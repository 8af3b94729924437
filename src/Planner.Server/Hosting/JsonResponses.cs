using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Planner.Server.Hosting;

/// <summary>JSON as it is read from requests and written to responses.</summary>
internal static class JsonResponses
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a response.</summary>
    public static async Task WriteJsonAsync(this HttpContext context, JsonNode body, string mediaType = "application/json")
    {
        context.Response.ContentType = mediaType;
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body, Options), context.RequestAborted);
    }

    /// <summary>The body, which has to be a JSON object.</summary>
    /// <exception cref="JsonException">It is not.</exception>
    public static async Task<JsonObject> ReadObjectAsync(this HttpRequest request, CancellationToken cancellationToken) =>
        await JsonNode.ParseAsync(request.Body, cancellationToken: cancellationToken) as JsonObject ?? throw new JsonException("it is no object.");

    /// <summary>JSON on one line.</summary>
    public static string Line(JsonNode json) => json.ToJsonString(Options);

    /// <summary>The member as text; null when it is absent or something else.</summary>
    public static string? Text(this JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The member as a number; null when it is absent or something else.</summary>
    public static double? Number(this JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;

    /// <summary>Whether the member is there and true.</summary>
    public static bool IsTrue(this JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;
}
