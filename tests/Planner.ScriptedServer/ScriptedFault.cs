namespace Planner.ScriptedServer;

/// <summary>A way in which a server fails.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="Reply">Makes the reply; null: the server is not there at all.</param>
public sealed record ScriptedFault(string Name, Func<ScriptedReply>? Reply)
{
    private const string Text = "one two three four five six seven eight";

    /// <summary>All ways. Those that hang do so until the caller goes away.</summary>
    public static IReadOnlyList<ScriptedFault> All { get; } =
    [
        new("connection refused", null),
        new("500", () => ScriptedReply.Error(500, "The server had an error.")),
        new("503 with Retry-After", () => ScriptedReply.Error(503, "Overloaded.") with { Headers = new Dictionary<string, string> { ["Retry-After"] = "5" } }),
        new("429 with Retry-After", () => ScriptedReply.Busy("5")),
        new("429", () => ScriptedReply.Busy()),
        new("401", () => ScriptedReply.Error(401, "Incorrect API key provided.", "invalid_api_key")),
        new("404", () => ScriptedReply.Error(404, "The model does not exist.", "model_not_found")),
        new("hangs before the headers", () => ScriptedReply.Hanging()),
        new("hangs in the stream", () => ScriptedReply.Hanging(Text, afterTokens: 3)),
        new("reset before the headers", () => new ScriptedReply { Text = Text, Gate = (_, _) => throw new OperationCanceledException("The connection is reset, as scripted.") }),
        new("half a stream, then reset", () => new ScriptedReply { Text = Text, CutAfterBytes = 600 }),
        new("half a stream, then a clean end", () => new ScriptedReply { Text = Text, EndAfterBytes = 600 }),
        new("stream without an end mark", () => new ScriptedReply { Text = Text, FinishReason = null, Done = false }),
        new("error object in the stream", () => new ScriptedReply { Text = Text, FinishReason = null, StreamError = new System.Text.Json.Nodes.JsonObject { ["message"] = "The worker died." } }),
        new("garbage", () => ScriptedReply.Bytes([.. Enumerable.Range(0, 2000).Select(n => (byte)((n * 193) ^ 0x5A))], "text/event-stream")),
        new("an HTML page", () => ScriptedReply.Bytes("<html><body>Welcome to nginx!</body></html>"u8.ToArray(), "text/html")),
        new("an empty reply", () => ScriptedReply.Bytes([], "text/event-stream")),
        new("says nothing", () => new ScriptedReply()),
        new("slow drip", () => new ScriptedReply { Text = Text, TokensPerSecond = 8 }),
        new("latency of 2 s", () => new ScriptedReply { Text = Text, Gate = (token, stop) => token < 0 ? Task.Delay(2000, stop) : Task.CompletedTask }),
    ];
}
