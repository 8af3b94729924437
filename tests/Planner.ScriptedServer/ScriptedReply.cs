using System.Text;
using System.Text.Json.Nodes;

namespace Planner.ScriptedServer;

/// <summary>
/// What the server answers one request with. As it is made it is a good reply with that text; every member makes it good or bad in one more way.
/// </summary>
public sealed record ScriptedReply
{
    /// <summary>What the assistant says.</summary>
    public string Text { get; init; } = "";

    /// <summary>What it thinks before it speaks.</summary>
    public string Reasoning { get; init; } = "";

    /// <summary>The member in which thoughts are sent.</summary>
    public string ReasoningField { get; init; } = "reasoning_content";

    /// <summary>Tools that it calls.</summary>
    public IReadOnlyList<ScriptedToolCall> ToolCalls { get; init; } = [];

    /// <summary>Why it stopped; null: the stream never says.</summary>
    public string? FinishReason { get; init; } = "stop";

    /// <summary>Who speaks.</summary>
    public string? Role { get; init; } = "assistant";

    /// <summary>Whether a stream ends with <c>[DONE]</c>.</summary>
    public bool Done { get; init; } = true;

    /// <summary>Tokens a second; 0: as fast as they go.</summary>
    public double TokensPerSecond { get; init; }

    /// <summary>The HTTP status.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Further headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The whole body as it is, in place of a chat reply.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The body's media type.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>An error that is sent in the stream when the text has been said.</summary>
    public JsonNode? StreamError { get; init; }

    /// <summary>The connection is torn after that many bytes of the body; what is still on its way is lost with it.</summary>
    public int? CutAfterBytes { get; init; }

    /// <summary>The body ends after that many bytes as if that were all of it.</summary>
    public int? EndAfterBytes { get; init; }

    /// <summary>Changes each event of the stream as its bytes go out.</summary>
    public Func<byte[], byte[]>? Garble { get; init; }

    /// <summary>Is awaited before each token, with its number from 0; −1: before the headers.</summary>
    public Func<int, CancellationToken, Task>? Gate { get; init; }

    /// <summary>A good reply.</summary>
    public static implicit operator ScriptedReply(string text) => new() { Text = text };

    /// <summary>An error as OpenAI words it.</summary>
    public static ScriptedReply Error(int status, string message, string? code = null, string? param = null, string type = "invalid_request_error") => Json(
        new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = type, ["param"] = param, ["code"] = code } },
        status);

    /// <summary>Too many requests, and when to come again.</summary>
    public static ScriptedReply Busy(string? retryAfter = null) => Error(429, "Rate limit reached.", "rate_limit_exceeded", type: "requests") with
    {
        Headers = retryAfter is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Retry-After"] = retryAfter },
    };

    /// <summary>A body of JSON.</summary>
    public static ScriptedReply Json(JsonNode body, int status = 200) => new() { Status = status, Body = Encoding.UTF8.GetBytes(body.ToJsonString()) };

    /// <summary>A body of any bytes.</summary>
    public static ScriptedReply Bytes(byte[] body, string contentType) => new() { Body = body, ContentType = contentType };

    /// <summary>Says so many tokens of the text and then nothing more, until the caller goes away; −1: not even headers.</summary>
    public static ScriptedReply Hanging(string text = "", int afterTokens = -1) => new()
    {
        Text = text,
        Gate = (token, cancellationToken) => token < afterTokens ? Task.CompletedTask : Task.Delay(Timeout.Infinite, cancellationToken),
    };
}
