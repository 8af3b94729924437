using System.Text.Json.Nodes;
using Planner.Inference.HuggingFace.Http;
using Planner.Values;

namespace Planner.Inference.HuggingFace.Tasks;

/// <summary>The forms that requests to hf-inference have.</summary>
internal static class WireBodies
{
    /// <summary><c>{"inputs":…,"parameters":…}</c>; without parameters just the inputs.</summary>
    public static WireBody Inputs(JsonNode inputs, JsonObject? parameters)
    {
        var json = new JsonObject { ["inputs"] = inputs };
        if (parameters is { Count: > 0 })
        {
            json["parameters"] = parameters;
        }

        return WireBody.Of(json);
    }

    /// <summary>The text of a slot.</summary>
    public static Func<TaskCall, CancellationToken, Task<WireBody>> Text(string task, string slot) => async (call, cancellationToken) =>
        Inputs((await call.TextAsync(slot, cancellationToken)).Text, WireParameters.Of(task, call.Request));

    /// <summary>The file of a slot: its bytes, or with parameters base64 in JSON, since beside bytes parameters have no place.</summary>
    public static Func<TaskCall, CancellationToken, Task<WireBody>> Media(string task, string slot, params Modality[] kinds) => async (call, cancellationToken) =>
    {
        var file = call.File(slot, kinds);
        return WireParameters.Of(task, call.Request) is { } parameters
            ? Inputs(await call.Base64Async(file, cancellationToken), parameters)
            : WireBody.Of(file);
    };
}
