using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Inference.HuggingFace.Http;
using Planner.Inference.HuggingFace.Tasks;
using Planner.Inference.Local;
using Planner.Values;

namespace Planner.Inference.HuggingFace.Providers;

/// <summary>Replicate: images, video and speech as predictions. It is asked to wait; what takes longer is asked for until it is done.</summary>
internal sealed class ReplicateProvider(InferenceWire wire, RouterAddress router, ResultDownload download, TimeProvider clock, IOptions<HuggingFaceOptions> options) : IProvider
{
    private static readonly (string, string)[] s_headers = [("Prefer", "wait")];

    /// <inheritdoc/>
    public string Name => "replicate";

    /// <inheritdoc/>
    public bool Does(string wireTask) => wireTask is "text-to-image" or "text-to-video" or "image-to-image" or "text-to-speech";

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(TaskCall call, ModelProvider mapping, string wireTask, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["input"] = await InputAsync(call, wireTask, cancellationToken) };
        var version = mapping.ProviderId.IndexOf(':', StringComparison.Ordinal);
        if (version > 0)
        {
            body["version"] = mapping.ProviderId[(version + 1)..];
        }

        var request = new WireCall
        {
            Url = router.Of(version > 0 ? $"{Name}/v1/predictions" : $"{Name}/v1/models/{RouterAddress.Id(mapping.ProviderId)}/predictions"),
            Asked = Name,
            Model = call.Model.Id,
            Headers = s_headers,
            Body = WireBody.Of(body),
        };
        var reply = await WaitAsync(call, request, await wire.SendAsync(request, cancellationToken), cancellationToken);
        var (kind, name, slot) = wireTask switch
        {
            "text-to-speech" => (Modality.Audio, "speech", "text"),
            "text-to-video" => (Modality.Video, "video", "text"),
            "image-to-image" => (Modality.Image, "image", "image"),
            _ => (Modality.Image, "image", "text"),
        };
        return InferenceResult.Success(await download.FileAsync(call, request, reply, kind, name, slot, cancellationToken) ?? throw wire.Malformed(request, reply));
    }

    private static async Task<JsonObject> InputAsync(TaskCall call, string wireTask, CancellationToken cancellationToken)
    {
        if (wireTask == "image-to-image")
        {
            var edit = await ImageTasks.EditAsync(call, wireTask, cancellationToken) ?? [];
            edit["input_image"] = await call.DataUrlAsync(call.File("image", Modality.Image), cancellationToken);
            return edit;
        }

        var input = WireParameters.Of(wireTask, call.Request) ?? [];
        input[wireTask == "text-to-speech" ? "text" : "prompt"] = (await call.TextAsync("text", cancellationToken)).Text;
        return input;
    }

    private async Task<WireReply> WaitAsync(TaskCall call, WireCall request, WireReply reply, CancellationToken cancellationToken)
    {
        while (reply.Json is JsonObject prediction)
        {
            switch (Replies.Text(prediction, "status"))
            {
                case "failed" or "canceled" or "aborted":
                    throw EngineException.Model(
                        $"{call.Model.Id} at {Name} gave up: {wire.Redact(Replies.Text(prediction, "error") ?? "no reason given")}.", "Change the input, or use another model.");
                case "starting" or "processing" when Replies.Text(prediction, "id") is { } id:
                    call.Request.Progress?.Report(new InferenceProgress(0, "working"));
                    await Task.Delay(TimeSpan.FromSeconds(options.Value.PollSeconds), clock, cancellationToken);
                    reply = await wire.SendAsync(
                        request with { Url = router.Of($"{Name}/v1/predictions/{RouterAddress.Id(id)}"), Body = WireBody.None, Headers = [] }, cancellationToken);
                    break;
                default:
                    return reply;
            }
        }

        return reply;
    }
}
