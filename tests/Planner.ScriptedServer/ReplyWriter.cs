using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Planner.ScriptedServer;

/// <summary>Writes one reply, as well or as badly as it is scripted.</summary>
internal sealed class ReplyWriter(HttpContext http, ScriptedRequest request, ScriptedReply reply, string model, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly string _id = "chatcmpl-" + Guid.NewGuid().ToString("N")[..12];
    private readonly List<string> _tokens = Split(reply.Text);
    private int _sent;

    /// <summary>Writes it, until it is out, torn, or the caller is gone.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        await GateAsync(-1, cancellationToken);
        http.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
        {
            http.Response.Headers[name] = value;
        }

        if (reply.Body is { } body)
        {
            http.Response.ContentType = reply.ContentType;
            await SendAsync(body, cancellationToken);
        }
        else if (request.Streams)
        {
            http.Response.ContentType = "text/event-stream";
            await http.Response.StartAsync(cancellationToken);
            await http.Response.Body.FlushAsync(cancellationToken);
            await StreamAsync(cancellationToken);
        }
        else
        {
            await GateAsync(0, cancellationToken);
            http.Response.ContentType = "application/json";
            await SendAsync(Encoding.UTF8.GetBytes(Whole().ToJsonString(Plain)), cancellationToken);
        }
    }

    /// <summary>Pieces as models give them: a word with the space before it, at most eight characters.</summary>
    internal static List<string> Split(string text)
    {
        var tokens = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = start + 1;
            while (end < text.Length && end - start < 8 && (char.IsLetterOrDigit(text[end]) || char.IsSurrogate(text[end])))
            {
                end++;
            }

            // A character of two halves stays whole.
            end += end < text.Length && char.IsLowSurrogate(text[end]) ? 1 : 0;
            tokens.Add(text[start..end]);
            start = end;
        }

        return tokens;
    }

    private async Task StreamAsync(CancellationToken cancellationToken)
    {
        await EventAsync(Chunk(new JsonObject { ["role"] = reply.Role, ["content"] = "" }), cancellationToken);
        foreach (var thought in Split(reply.Reasoning))
        {
            await EventAsync(Chunk(new JsonObject { [reply.ReasoningField] = thought }), cancellationToken);
        }

        for (var index = 0; index < _tokens.Count; index++)
        {
            await GateAsync(index, cancellationToken);
            if (reply.TokensPerSecond > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds(1 / reply.TokensPerSecond), clock, cancellationToken);
            }

            await EventAsync(Chunk(new JsonObject { ["content"] = _tokens[index] }), cancellationToken);
        }

        await GateAsync(_tokens.Count, cancellationToken);
        for (var index = 0; index < reply.ToolCalls.Count; index++)
        {
            await ToolCallAsync(index, reply.ToolCalls[index], cancellationToken);
        }

        if (reply.StreamError is { } error)
        {
            await EventAsync(new JsonObject { ["error"] = error.DeepClone() }, cancellationToken);
        }

        if (reply.FinishReason is { } reason)
        {
            await EventAsync(Chunk([], reason), cancellationToken);
        }

        if (request.Json["stream_options"]?["include_usage"]?.GetValue<bool>() == true)
        {
            var usage = Chunk([]);
            usage["choices"] = new JsonArray();
            usage["usage"] = Usage();
            await EventAsync(usage, cancellationToken);
        }

        if (reply.Done)
        {
            await SendAsync("data: [DONE]\n\n"u8.ToArray(), cancellationToken);
        }

        if (reply.CutAfterBytes is not null)
        {
            http.Abort();
        }
    }

    // As OpenAI does: the name first, then the arguments in pieces.
    private async Task ToolCallAsync(int index, ScriptedToolCall call, CancellationToken cancellationToken)
    {
        await EventAsync(Chunk(ToolDelta(index, $"call_{index}", call.Name, "")), cancellationToken);
        foreach (var piece in Split(call.Arguments))
        {
            await EventAsync(Chunk(ToolDelta(index, null, null, piece)), cancellationToken);
        }
    }

    private static JsonObject ToolDelta(int index, string? id, string? name, string arguments)
    {
        var function = new JsonObject { ["arguments"] = arguments };
        var call = new JsonObject { ["index"] = index, ["function"] = function };
        if (name is not null)
        {
            call["id"] = id;
            call["type"] = "function";
            function["name"] = name;
        }

        return new JsonObject { ["tool_calls"] = new JsonArray(call) };
    }

    private JsonObject Chunk(JsonObject delta, string? finish = null) => new()
    {
        ["id"] = _id,
        ["object"] = "chat.completion.chunk",
        ["created"] = clock.GetUtcNow().ToUnixTimeSeconds(),
        ["model"] = model,
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finish }),
    };

    private JsonObject Whole()
    {
        var message = new JsonObject { ["role"] = reply.Role, ["content"] = reply.ToolCalls.Count > 0 && reply.Text.Length == 0 ? null : reply.Text };
        if (reply.Reasoning.Length > 0)
        {
            message[reply.ReasoningField] = reply.Reasoning;
        }

        if (reply.ToolCalls.Count > 0)
        {
            message["tool_calls"] = new JsonArray([.. reply.ToolCalls.Select((call, index) => new JsonObject
            {
                ["id"] = $"call_{index}",
                ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Arguments },
            })]);
        }

        return new JsonObject
        {
            ["id"] = _id,
            ["object"] = "chat.completion",
            ["created"] = clock.GetUtcNow().ToUnixTimeSeconds(),
            ["model"] = model,
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = reply.FinishReason }),
            ["usage"] = Usage(),
        };
    }

    private JsonObject Usage()
    {
        var prompt = ScriptedChatServer.CountTokens(request.Prompt);
        var completion = _tokens.Count + Split(reply.Reasoning).Count;
        return new JsonObject { ["prompt_tokens"] = prompt, ["completion_tokens"] = completion, ["total_tokens"] = prompt + completion };
    }

    private Task EventAsync(JsonObject json, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes($"data: {json.ToJsonString(Plain)}\n\n");
        return SendAsync(reply.Garble?.Invoke(bytes) ?? bytes, cancellationToken);
    }

    private async Task SendAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        var room = (reply.CutAfterBytes ?? reply.EndAfterBytes) - _sent ?? int.MaxValue;
        await http.Response.Body.WriteAsync(bytes.AsMemory(0, Math.Clamp(room, 0, bytes.Length)), cancellationToken);
        await http.Response.Body.FlushAsync(cancellationToken);
        _sent += bytes.Length;
        if (reply.CutAfterBytes is not null && bytes.Length >= room)
        {
            http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            http.Abort();
            throw new OperationCanceledException("The reply was cut, as scripted.");
        }
    }

    private Task GateAsync(int token, CancellationToken cancellationToken) => reply.Gate?.Invoke(token, cancellationToken) ?? Task.CompletedTask;
}
