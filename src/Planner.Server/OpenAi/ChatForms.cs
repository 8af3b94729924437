using System.Text.Json.Nodes;
using Planner.Runs;

namespace Planner.Server.OpenAi;

/// <summary>OpenAI's chat objects.</summary>
/// <param name="id">The answer's id.</param>
/// <param name="model">The model, as it was asked for.</param>
/// <param name="created">When, UTC.</param>
internal sealed class ChatForms(string id, string model, DateTimeOffset created)
{
    /// <summary>A whole answer.</summary>
    public JsonObject Completion(string text, JsonObject usage, JsonObject? extension) => Extended(
        new JsonObject
        {
            ["id"] = id,
            ["object"] = "chat.completion",
            ["created"] = created.ToUnixTimeSeconds(),
            ["model"] = model,
            ["choices"] = new JsonArray(new JsonObject
            {
                ["index"] = 0,
                ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text, ["refusal"] = null },
                ["logprobs"] = null,
                ["finish_reason"] = "stop",
            }),
            ["usage"] = usage,
        },
        extension);

    /// <summary>A piece of a streamed answer.</summary>
    public JsonObject Chunk(JsonObject delta, string? finish = null, JsonObject? extension = null) => Extended(
        new JsonObject
        {
            ["id"] = id,
            ["object"] = "chat.completion.chunk",
            ["created"] = created.ToUnixTimeSeconds(),
            ["model"] = model,
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["logprobs"] = null, ["finish_reason"] = finish }),
        },
        extension);

    /// <summary>The piece after the last that tells the usage, for who asked for it.</summary>
    public JsonObject UsageChunk(JsonObject usage)
    {
        var chunk = Chunk([]);
        chunk["choices"] = new JsonArray();
        chunk["usage"] = usage;
        return chunk;
    }

    /// <summary>What Planner adds to an answer: the run, the chat model that it went to without a plan, its files, what it cost.</summary>
    public static JsonObject Extension(RunState run) => new()
    {
        ["runId"] = run.RunId,
        ["partial"] = run.Partial,
        ["route"] = run.Route is { } route ? new JsonObject { ["name"] = route.Route, ["model"] = route.Model, ["reason"] = route.Reason } : null,
        ["artifacts"] = new JsonArray([.. run.Made.Select(file => new JsonObject { ["id"] = file.Id, ["mediaType"] = file.MediaType, ["name"] = file.Name, ["size"] = file.Size, ["url"] = $"/api/artifacts/{file.Id}" })]),
        ["seconds"] = run.Seconds,
        ["costUsd"] = run.CostUsd,
    };

    private static JsonObject Extended(JsonObject json, JsonObject? extension)
    {
        if (extension is not null)
        {
            json["planner"] = extension;
        }

        return json;
    }
}
