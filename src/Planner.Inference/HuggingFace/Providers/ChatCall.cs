using System.Text;
using System.Text.Json.Nodes;
using Planner.Inference.HuggingFace.Http;
using Planner.Inference.HuggingFace.Tasks;
using Planner.Inference.Local;
using Planner.Values;

namespace Planner.Inference.HuggingFace.Providers;

/// <summary>A chat completion in OpenAI's form, streamed: gateways cut silent connections, and an error within the stream is seen at once.</summary>
internal sealed class ChatCall(InferenceWire wire)
{
    /// <summary>Asks one question and reads the whole answer.</summary>
    /// <param name="call">The request: text, and images where the task has them.</param>
    /// <param name="address">Where.</param>
    /// <param name="model">What the server calls the model.</param>
    /// <param name="asked">Who is asked, for messages.</param>
    /// <param name="headers">Headers that this server wants.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<InferenceResult> RunAsync(
        TaskCall call, Uri address, string model, string asked, IReadOnlyList<(string, string)> headers, CancellationToken cancellationToken)
    {
        var request = new WireCall { Url = address, Asked = asked, Model = call.Model.Id, Headers = headers, Body = WireBody.Of(await BodyAsync(call, model, cancellationToken)) };
        var text = new StringBuilder();
        string? finish = null;
        int? tokens = null;
        var done = false;
        try
        {
            await foreach (var chunk in wire.StreamAsync(request, cancellationToken))
            {
                if (chunk == InferenceWire.Done)
                {
                    done = true;
                    break;
                }

                tokens = (int?)Replies.AsNumber((chunk["usage"] as JsonObject)?["total_tokens"]) ?? tokens;
                if ((chunk["choices"] as JsonArray)?.FirstOrDefault() is JsonObject choice)
                {
                    text.Append(Content((choice["delta"] ?? choice["message"]) as JsonObject));
                    finish = (choice["finish_reason"] as JsonValue)?.ToString() ?? finish;
                }
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw BrokeOff(request, exception.Message);
        }

        return finish switch
        {
            null when !done => throw BrokeOff(request, "it ended before it was finished"),
            "content_filter" => throw EngineException.Model($"{call.Model.Id} at {asked} does not answer this: its filter of content stopped it.", "Word the request otherwise, or use another model."),
            _ => InferenceResult.Success(new TextValue(Answer(text.ToString())) { Sources = call.Whole("text") }) with { Tokens = tokens },
        };
    }

    private static async Task<JsonObject> BodyAsync(TaskCall call, string model, CancellationToken cancellationToken)
    {
        var text = (await call.TextAsync("text", cancellationToken)).Text;
        JsonNode content = text;
        if (call.Files("image") is { Count: > 0 } images)
        {
            var parts = new JsonArray();
            foreach (var image in images)
            {
                parts.Add(new JsonObject { ["type"] = "image_url", ["image_url"] = new JsonObject { ["url"] = await call.DataUrlAsync(image, cancellationToken) } });
            }

            parts.Add(new JsonObject { ["type"] = "text", ["text"] = text });
            content = parts;
        }

        var body = new JsonObject
        {
            ["model"] = model,
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = content }),
            ["stream"] = true,
            ["stream_options"] = new JsonObject { ["include_usage"] = true },
        };
        foreach (var (name, value) in WireParameters.Of(WireTask.Chat, call.Request) ?? [])
        {
            body[name] = value?.DeepClone();
        }

        return body;
    }

    // Text, or parts of which some are text.
    private static string Content(JsonObject? message) => message?["content"] switch
    {
        JsonValue value => value.ToString(),
        JsonArray parts => string.Concat(Replies.Flat(parts).Select(part => Replies.Text(part, "text"))),
        _ => "",
    };

    // What a model thought before it answered is not its answer.
    private static string Answer(string text)
    {
        const string End = "</think>";
        var trimmed = text.Trim();
        var end = trimmed.StartsWith("<think>", StringComparison.OrdinalIgnoreCase) ? trimmed.IndexOf(End, StringComparison.OrdinalIgnoreCase) : -1;
        return end < 0 ? trimmed : trimmed[(end + End.Length)..].Trim();
    }

    private static EngineException BrokeOff(WireCall call, string why) => new(new StepError(
        StepErrorKind.Unavailable, $"The answer of {call.Model} at {call.Asked} broke off: {why}.", "Try again, or use another model."));
}
