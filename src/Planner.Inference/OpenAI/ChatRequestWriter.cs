using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Planner.Inference.OpenAI;

/// <summary>Writes a chat as the body of a request.</summary>
internal static class ChatRequestWriter
{
    /// <summary>
    /// Writes it without the members that the endpoint does not know. Where it knows no JSON schemas it gets the prompt alone: prompts of
    /// Planner describe the form that they want in any case.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="messages">The conversation.</param>
    /// <param name="options">What the caller wants.</param>
    /// <param name="refused">Members that the endpoint does not know.</param>
    /// <param name="limit">What the endpoint calls the limit of a reply.</param>
    public static JsonObject Write(string model, IEnumerable<ChatMessage> messages, ChatOptions? options, IReadOnlyList<string> refused, string limit)
    {
        var body = new JsonObject
        {
            ["model"] = model,
            ["messages"] = new JsonArray([.. Instructions(options), .. messages.SelectMany(Message)]),
            ["stream"] = true,
            ["stream_options"] = new JsonObject { ["include_usage"] = true },
            ["temperature"] = Number(options?.Temperature),
            ["top_p"] = Number(options?.TopP),
            ["top_k"] = options?.TopK,
            ["frequency_penalty"] = Number(options?.FrequencyPenalty),
            ["presence_penalty"] = Number(options?.PresencePenalty),
            ["seed"] = options?.Seed,
            ["stop"] = options?.StopSequences is { Count: > 0 } stops ? new JsonArray([.. stops.Select(stop => JsonValue.Create(stop))]) : null,
            ["response_format"] = Format(options),
            [limit] = options?.MaxOutputTokens,
        };
        Tools(body, options);
        foreach (var (name, value) in options?.AdditionalProperties ?? [])
        {
            if (name != "strict")
            {
                body[name] = value is null ? null : JsonSerializer.SerializeToNode(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType()));
            }
        }

        foreach (var name in body.Where(member => member.Value is null || refused.Contains(member.Key)).Select(member => member.Key).ToList())
        {
            body.Remove(name);
        }

        return body;
    }

    // 0.1f is no 0.1 in double.
    private static JsonValue? Number(float? number) => number is { } value ? JsonValue.Create((decimal)value) : null;

    private static JsonObject? Format(ChatOptions? options) => options?.ResponseFormat switch
    {
        ChatResponseFormatJson { Schema: { } schema } json => new JsonObject
        {
            ["type"] = "json_schema",
            ["json_schema"] = new JsonObject
            {
                ["name"] = json.SchemaName ?? "reply",
                ["description"] = json.SchemaDescription,
                ["schema"] = JsonNode.Parse(schema.GetRawText()),
                ["strict"] = options.AdditionalProperties?.TryGetValue("strict", out bool strict) != true || strict,
            },
        },
        ChatResponseFormatJson => new JsonObject { ["type"] = "json_object" },
        _ => null,
    };

    private static void Tools(JsonObject body, ChatOptions? options)
    {
        if (options?.Tools?.OfType<AIFunctionDeclaration>().ToList() is not { Count: > 0 } tools)
        {
            return;
        }

        body["tools"] = new JsonArray([.. tools.Select(tool => new JsonObject
        {
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = tool.Name, ["description"] = tool.Description, ["parameters"] = JsonNode.Parse(tool.JsonSchema.GetRawText()) },
        })]);
        body["tool_choice"] = options.ToolMode switch
        {
            NoneChatToolMode => "none",
            RequiredChatToolMode { RequiredFunctionName: { } name } => new JsonObject { ["type"] = "function", ["function"] = new JsonObject { ["name"] = name } },
            RequiredChatToolMode => "required",
            _ => null,
        };
        body["parallel_tool_calls"] = options.AllowMultipleToolCalls;
    }

    private static IEnumerable<JsonNode?> Instructions(ChatOptions? options) =>
        string.IsNullOrEmpty(options?.Instructions) ? [] : [new JsonObject { ["role"] = "system", ["content"] = options.Instructions }];

    private static IEnumerable<JsonNode> Message(ChatMessage message)
    {
        // Each result of a tool is a message of its own.
        foreach (var result in message.Contents.OfType<FunctionResultContent>())
        {
            yield return new JsonObject { ["role"] = "tool", ["tool_call_id"] = result.CallId, ["content"] = ResultText(result.Result) };
        }

        var calls = message.Contents.OfType<FunctionCallContent>().ToList();
        var parts = message.Contents.Select(Part).OfType<JsonObject>().ToList();
        if (parts.Count == 0 && calls.Count == 0)
        {
            if (message.Role != ChatRole.Tool)
            {
                yield return new JsonObject { ["role"] = message.Role.Value, ["content"] = "" };
            }

            yield break;
        }

        var written = new JsonObject { ["role"] = message.Role.Value, ["content"] = Content(parts) };
        if (calls.Count > 0)
        {
            written["tool_calls"] = new JsonArray([.. calls.Select(call => new JsonObject
            {
                ["id"] = call.CallId,
                ["type"] = "function",
                ["function"] = new JsonObject
                {
                    ["name"] = call.Name,
                    ["arguments"] = Json(call.Arguments ?? new Dictionary<string, object?>(), typeof(IDictionary<string, object?>)),
                },
            })]);
        }

        yield return written;
    }

    // Many servers take parts only from the user, and all take text.
    private static JsonNode? Content(List<JsonObject> parts) => parts.Count == 0 ? null
        : parts.All(part => part["type"]!.GetValue<string>() == "text") ? string.Concat(parts.Select(part => part["text"]!.GetValue<string>()))
        : new JsonArray([.. parts]);

    private static JsonObject? Part(AIContent content) => content switch
    {
        TextReasoningContent => null,
        TextContent text => new JsonObject { ["type"] = "text", ["text"] = text.Text },
        DataContent data when data.HasTopLevelMediaType("image") => Image(data.Uri),
        DataContent data when data.HasTopLevelMediaType("audio") => new JsonObject
        {
            ["type"] = "input_audio",
            ["input_audio"] = new JsonObject { ["data"] = data.Base64Data.ToString(), ["format"] = data.MediaType is "audio/mpeg" or "audio/mp3" ? "mp3" : "wav" },
        },
        DataContent data => new JsonObject { ["type"] = "file", ["file"] = new JsonObject { ["filename"] = data.Name ?? "file", ["file_data"] = data.Uri } },
        UriContent link when link.HasTopLevelMediaType("image") && link.Uri.Scheme is ("http" or "https") => Image(link.Uri.AbsoluteUri),
        _ => null,
    };

    private static JsonObject Image(string uri) => new() { ["type"] = "image_url", ["image_url"] = new JsonObject { ["url"] = uri } };

    private static string ResultText(object? result) => result switch
    {
        null => "",
        string text => text,
        _ => Json(result, result.GetType()),
    };

    // On one line, whatever the library's standard is.
    private static string Json(object value, Type type) => JsonSerializer.SerializeToNode(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(type))?.ToJsonString() ?? "null";
}
