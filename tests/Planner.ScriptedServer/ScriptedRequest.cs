using System.Text;
using System.Text.Json.Nodes;

namespace Planner.ScriptedServer;

/// <summary>A request as it came.</summary>
/// <param name="Method">GET, POST ….</param>
/// <param name="Path">The path, such as <c>/v1/chat/completions</c>.</param>
/// <param name="Query">The query with its question mark, or empty.</param>
/// <param name="Headers">All headers, names without regard to letter case.</param>
/// <param name="Body">The body.</param>
public sealed record ScriptedRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The body as a JSON object; empty when it is something else.</summary>
    public JsonObject Json => field ??= Parse(Body);

    /// <summary>The body as text.</summary>
    public string Content => Encoding.UTF8.GetString(Body);

    /// <summary>Whether it is a chat.</summary>
    public bool IsChat => Path.EndsWith("/chat/completions", StringComparison.Ordinal);

    /// <summary>Whether a stream is wanted.</summary>
    public bool Streams => Json["stream"]?.GetValue<bool>() ?? false;

    /// <summary>The text of all system messages.</summary>
    public string System => TextOf("system", "developer");

    /// <summary>The text of all of the user's messages.</summary>
    public string User => TextOf("user");

    /// <summary>The text of all messages.</summary>
    public string Prompt => TextOf();

    /// <summary>The name of the JSON schema that is asked for, or null.</summary>
    public string? Schema => Json["response_format"]?["json_schema"]?["name"]?.GetValue<string>();

    /// <summary>Whether any message has that text; letter case does not count.</summary>
    public bool Says(string text) => Prompt.Contains(text, StringComparison.OrdinalIgnoreCase);

    private static JsonObject Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? [];
        }
        catch (global::System.Text.Json.JsonException)
        {
            return [];
        }
    }

    private string TextOf(params string[] roles) => string.Join("\n\n", (Json["messages"] as JsonArray ?? [])
        .OfType<JsonObject>()
        .Where(message => roles.Length == 0 || roles.Contains(message["role"]?.GetValue<string>()))
        .Select(message => TextOf(message["content"])));

    private static string TextOf(JsonNode? content) => content switch
    {
        JsonArray parts => string.Join('\n', parts.Select(part => part?["text"]?.GetValue<string>()).OfType<string>()),
        JsonValue text => text.GetValue<string>(),
        _ => "",
    };
}
