using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Planner.Server.Problems;

namespace Planner.Server.Hosting;

/// <summary>JSON as it is read from requests and written to responses.</summary>
internal static class JsonResponses
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Writes a response.</summary>
    public static async Task WriteJsonAsync(this HttpContext context, JsonNode body, string mediaType = "application/json")
    {
        context.Response.ContentType = mediaType;
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body, Options), context.RequestAborted);
    }

    /// <summary>The body, which has to be a JSON object.</summary>
    /// <exception cref="JsonException">It is not.</exception>
    public static async Task<JsonObject> ReadObjectAsync(this HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return Parse(body.GetBuffer().AsSpan(0, (int)body.Length)) as JsonObject ?? throw new JsonException("it is no object.");
    }

    /// <summary>JSON of a request.</summary>
    /// <exception cref="JsonException">It is malformed.</exception>
    public static JsonNode? Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    // A tree reads its members when they are first asked for: what would break then must not come in.
    private static JsonNode? Parse(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            throw new JsonException("it is no UTF-8.");
        }

        if (json.IndexOf("\\ud"u8) >= 0 || json.IndexOf("\\uD"u8) >= 0)
        {
            RefuseHalfLetters(json);
        }

        return JsonNode.Parse(json, documentOptions: Strict);
    }

    // Half of a letter that takes two escapes is none.
    private static void RefuseHalfLetters(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    reader.GetString();
                }
            }
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("a text in it breaks off in the middle of a letter.", exception);
        }
    }

    /// <summary>The body as an object that has nothing but the members of its type.</summary>
    /// <param name="request">The request.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <exception cref="ProblemException">It has a member that is not known.</exception>
    /// <exception cref="JsonException">It is no object, or a member has another form.</exception>
    public static async Task<T> ReadAsync<T>(this HttpRequest request, string what)
        where T : class
    {
        var json = await request.ReadObjectAsync(request.HttpContext.RequestAborted);
        json.RefuseUnknown(JsonSerializerOptions.Web.GetTypeInfo(typeof(T)), what);
        return json.Deserialize<T>(JsonSerializerOptions.Web)!;
    }

    /// <summary>Likewise; null when there is no body.</summary>
    public static async Task<T?> ReadOptionalAsync<T>(this HttpRequest request, string what)
        where T : class =>
        request.ContentLength is null or 0 && request.Headers.TransferEncoding.Count == 0 ? null : await request.ReadAsync<T>(what);

    /// <summary>
    /// Refuses members that a form does not have. What is not known is not passed over: a misspelt limit would be no limit, and nothing here names
    /// another endpoint or key (FAILURES 26).
    /// </summary>
    public static void RefuseUnknown(this JsonObject json, JsonTypeInfo form, string what)
    {
        var known = form.Properties.Select(property => property.Name).ToList();
        if (json.Select(member => member.Key).FirstOrDefault(member => !known.Contains(member)) is { } unknown)
        {
            throw Problem.BadRequest($"{what} has no '{unknown}'.", $"It has {string.Join(", ", known)}.").AsException();
        }
    }

    /// <summary>JSON on one line.</summary>
    public static string Line(JsonNode json) => json.ToJsonString(Options);

    /// <summary>The member as text; null when it is absent or something else.</summary>
    public static string? Text(this JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The member as a number; null when it is absent or something else.</summary>
    public static double? Number(this JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;

    /// <summary>Whether the member is there and true.</summary>
    public static bool IsTrue(this JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;
}
