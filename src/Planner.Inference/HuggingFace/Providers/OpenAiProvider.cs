using System.Text.Json.Nodes;
using Planner.Catalog;
using Planner.Inference.HuggingFace.Http;
using Planner.Inference.HuggingFace.Tasks;
using Planner.Values;

namespace Planner.Inference.HuggingFace.Providers;

/// <summary>A provider that speaks OpenAI's protocol below its own routes.</summary>
internal sealed class OpenAiProvider(OpenAiRoutes routes, InferenceWire wire, ChatCall chat, RouterAddress router, ResultDownload download) : IProvider
{
    /// <inheritdoc/>
    public string Name => routes.Name;

    /// <inheritdoc/>
    public bool Does(string wireTask) => routes.For(wireTask) is not null;

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(TaskCall call, ModelProvider mapping, string wireTask, CancellationToken cancellationToken)
    {
        var address = router.Of($"{Name}/{routes.For(wireTask)}");
        if (wireTask == WireTask.Chat)
        {
            return await chat.RunAsync(call, address, mapping.ProviderId, Name, routes.Headers, cancellationToken);
        }

        var request = new WireCall
        {
            Url = address,
            Asked = Name,
            Model = call.Model.Id,
            Headers = routes.Headers,
            Body = await BodyAsync(call, mapping.ProviderId, wireTask, cancellationToken),
        };
        var reply = await wire.SendAsync(request, cancellationToken);
        return InferenceResult.Success(await ReadAsync(call, request, reply, wireTask, cancellationToken) ?? throw wire.Malformed(request, reply));
    }

    private async Task<WireBody> BodyAsync(TaskCall call, string model, string wireTask, CancellationToken cancellationToken) => wireTask switch
    {
        "text-generation" => WireBody.Of(await TextTasks.CompletionAsync(call, model, cancellationToken)),
        "text-to-image" => WireBody.Of(await ImageAsync(call, model, cancellationToken)),

        // Floats are asked for by name: some servers send base64 unless told.
        "feature-extraction" => WireBody.Of(new JsonObject
        {
            ["model"] = model,
            ["input"] = (await call.TextAsync("text", cancellationToken)).Text,
            ["encoding_format"] = "float",
        }),
        "text-to-speech" => WireBody.Of(await SpeechAsync(call, model, cancellationToken)),
        _ => WireBody.Form(
            call.File("audio", Modality.Audio, Modality.Video),
            [("model", model), .. call.Request.Parameter("language") is { } language ? [("language", language)] : Array.Empty<(string, string)>()]),
    };

    private async Task<JsonObject> ImageAsync(TaskCall call, string model, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["model"] = model,
            ["prompt"] = (await call.TextAsync("text", cancellationToken)).Text,
            ["response_format"] = routes.ImageFormat,
        };
        foreach (var (name, value) in WireParameters.Of("text-to-image", call.Request) ?? [])
        {
            body[name == "num_inference_steps" ? routes.ImageSteps : name] = value?.DeepClone();
        }

        return body;
    }

    private static async Task<JsonObject> SpeechAsync(TaskCall call, string model, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["model"] = model, ["input"] = (await call.TextAsync("text", cancellationToken)).Text };
        if (call.Request.Parameter("voice") is { } voice)
        {
            body["voice"] = voice;
        }

        return body;
    }

    private async Task<Value?> ReadAsync(TaskCall call, WireCall request, WireReply reply, string wireTask, CancellationToken cancellationToken) => wireTask switch
    {
        "text-generation" => await TextTasks.Generated(call, reply, cancellationToken),
        "text-to-image" => await download.FileAsync(call, request, reply, Modality.Image, "image", "text", cancellationToken),
        "text-to-speech" => await download.FileAsync(call, request, reply, Modality.Audio, "speech", "text", cancellationToken),
        "feature-extraction" => Embedding(call, reply),
        _ => await AudioTasks.Transcription(call, reply, cancellationToken),
    };

    private static StructuredValue? Embedding(TaskCall call, WireReply reply) =>
        reply.Json is JsonObject json && Replies.Flat(json["data"]).FirstOrDefault()?["embedding"] is { } embedding && Floats(embedding) is { Count: > 0 } numbers
            ? new StructuredValue(Modality.Vector, TaskCall.Element(numbers)) { Sources = call.Whole("text") }
            : null;

    // Numbers; or, from a server that does not heed the format asked for, base64 of little-endian floats.
    private static JsonArray? Floats(JsonNode embedding) => embedding switch
    {
        JsonArray list when list.All(item => Replies.AsNumber(item) is not null) => (JsonArray)list.DeepClone(),
        JsonValue value when MediaReplies.Base64(value.ToString()) is { } bytes && bytes.Length % sizeof(float) == 0 =>
            new JsonArray([.. Enumerable.Range(0, bytes.Length / sizeof(float)).Select(i => (JsonNode)BitConverter.ToSingle(bytes, i * sizeof(float)))]),
        _ => null,
    };
}
