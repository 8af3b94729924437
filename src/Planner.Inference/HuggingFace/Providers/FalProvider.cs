using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Inference.HuggingFace.Http;
using Planner.Inference.HuggingFace.Tasks;
using Planner.Inference.Local;
using Planner.Values;

namespace Planner.Inference.HuggingFace.Providers;

/// <summary>fal: images, video and sound. What takes long goes through its queue, which is asked until the job is done.</summary>
internal sealed class FalProvider(InferenceWire wire, RouterAddress router, ResultDownload download, TimeProvider clock, IOptions<HuggingFaceOptions> options) : IProvider
{
    private const string Queue = "?_subdomain=queue";

    /// <inheritdoc/>
    public string Name => "fal-ai";

    /// <inheritdoc/>
    public bool Does(string wireTask) =>
        wireTask is "text-to-image" or "text-to-video" or "image-to-image" or "image-to-video" or "text-to-speech" or "automatic-speech-recognition";

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(TaskCall call, ModelProvider mapping, string wireTask, CancellationToken cancellationToken)
    {
        var queued = wireTask is "text-to-video" or "image-to-image" or "image-to-video";
        var request = new WireCall
        {
            Url = router.Of($"{Name}/{RouterAddress.Id(mapping.ProviderId)}{(queued ? Queue : "")}"),
            Asked = Name,
            Model = call.Model.Id,
            Body = WireBody.Of(await BodyAsync(call, wireTask, cancellationToken)),
        };
        var reply = await wire.SendAsync(request, cancellationToken);
        if (queued)
        {
            reply = await WaitAsync(call, request, reply, cancellationToken);
        }

        var value = wireTask switch
        {
            "automatic-speech-recognition" => await AudioTasks.Transcription(call, reply, cancellationToken),
            "text-to-image" => await download.FileAsync(call, request, reply, Modality.Image, "image", "text", cancellationToken),
            "image-to-image" => await download.FileAsync(call, request, reply, Modality.Image, "image", "image", cancellationToken),
            "text-to-speech" => await download.FileAsync(call, request, reply, Modality.Audio, "speech", "text", cancellationToken),
            "image-to-video" => await download.FileAsync(call, request, reply, Modality.Video, "video", "image", cancellationToken),
            _ => await download.FileAsync(call, request, reply, Modality.Video, "video", "text", cancellationToken),
        };
        return InferenceResult.Success(value ?? throw wire.Malformed(request, reply));
    }

    private static async Task<JsonObject> BodyAsync(TaskCall call, string wireTask, CancellationToken cancellationToken)
    {
        var body = wireTask switch
        {
            "image-to-image" or "image-to-video" => await ImageTasks.EditAsync(call, wireTask, cancellationToken) ?? [],
            _ => WireParameters.Of(wireTask, call.Request) ?? [],
        };
        switch (wireTask)
        {
            case "image-to-image" or "image-to-video":
                body["image_url"] = await call.DataUrlAsync(call.File("image", Modality.Image), cancellationToken);
                break;
            case "automatic-speech-recognition":
                body["audio_url"] = await call.DataUrlAsync(call.File("audio", Modality.Audio), cancellationToken);
                break;
            case "text-to-speech":
                body["text"] = (await call.TextAsync("text", cancellationToken)).Text;
                break;
            default:
                body["prompt"] = (await call.TextAsync("text", cancellationToken)).Text;
                if (wireTask == "text-to-image")
                {
                    // The image itself comes back, and not an address of it.
                    body["sync_mode"] = true;
                }

                break;
        }

        return body;
    }

    // The reply says where the job is, at fal's own host; only its path is used, below the router, since only the router takes the token.
    private async Task<WireReply> WaitAsync(TaskCall call, WireCall request, WireReply reply, CancellationToken cancellationToken)
    {
        if (reply.Json is not JsonObject job || Replies.Text(job, "response_url") is not { } place || !Uri.TryCreate(place, UriKind.Absolute, out var at))
        {
            throw wire.Malformed(request, reply);
        }

        var path = $"{Name}/{RouterAddress.Id(at.AbsolutePath.TrimStart('/'))}";
        var status = request with { Url = router.Of($"{path}/status{Queue}"), Body = WireBody.None };
        for (var state = job; Replies.Text(state, "status") is not "COMPLETED";)
        {
            if (Replies.Text(state, "status") is "FAILED" or "ERROR" or "CANCELLED")
            {
                throw EngineException.Model($"{call.Model.Id} at {Name} gave up: {wire.Redact(Replies.Text(state, "error") ?? "no reason given")}.", "Use another model.");
            }

            call.Request.Progress?.Report(new InferenceProgress(0, Replies.Number(state, "queue_position") is { } before ? $"{before} before it in the queue" : "working"));
            await Task.Delay(TimeSpan.FromSeconds(options.Value.PollSeconds), clock, cancellationToken);
            var answer = await wire.SendAsync(status, cancellationToken);
            state = answer.Json as JsonObject ?? throw wire.Malformed(status, answer);
        }

        return await wire.SendAsync(request with { Url = router.Of(path + Queue), Body = WireBody.None }, cancellationToken);
    }
}
