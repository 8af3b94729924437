using Planner.Catalog;
using Planner.Inference.HuggingFace.Http;
using Planner.Inference.HuggingFace.Tasks;
using Planner.Values;

namespace Planner.Inference.HuggingFace.Providers;

/// <summary>Hugging Face's own servers, and dedicated endpoints, which take the same forms.</summary>
internal sealed class HfInferenceProvider(InferenceWire wire, ChatCall chat, RouterAddress router, ResultDownload download) : IProvider
{
    /// <summary>The provider's name.</summary>
    public const string ProviderName = "hf-inference";

    /// <inheritdoc/>
    public string Name => ProviderName;

    /// <inheritdoc/>
    public bool Does(string wireTask) => wireTask == WireTask.Chat || TaskWires.All.ContainsKey(wireTask);

    /// <inheritdoc/>
    public Task<InferenceResult> RunAsync(TaskCall call, ModelProvider mapping, string wireTask, CancellationToken cancellationToken)
    {
        var model = $"{Name}/models/{RouterAddress.Id(mapping.ProviderId)}";
        return wireTask == WireTask.Chat
            ? chat.RunAsync(call, router.Of($"{model}/v1/chat/completions"), mapping.ProviderId, Name, [], cancellationToken)
            : RunAsync(call, router.Of(model + TaskWires.All[wireTask].Route), Name, wireTask, cancellationToken);
    }

    /// <summary>
    /// Runs the task on an endpoint of one's own. Its address is taken as it is, whatever the task; only chat and text generation have a route
    /// below it.
    /// </summary>
    public Task<InferenceResult> RunAtAsync(TaskCall call, Uri endpoint, string wireTask, CancellationToken cancellationToken)
    {
        var address = endpoint.AbsoluteUri.TrimEnd('/');
        var root = address.EndsWith("/v1", StringComparison.Ordinal) ? address : address + "/v1";
        return wireTask switch
        {
            WireTask.Chat => chat.RunAsync(call, new Uri($"{root}/chat/completions"), call.Model.Id, endpoint.Host, [], cancellationToken),
            "text-generation" => RunAsync(call, new Uri($"{root}/completions"), endpoint.Host, wireTask, cancellationToken),
            _ => RunAsync(call, endpoint, endpoint.Host, wireTask, cancellationToken),
        };
    }

    private async Task<InferenceResult> RunAsync(TaskCall call, Uri address, string asked, string wireTask, CancellationToken cancellationToken)
    {
        var task = TaskWires.All[wireTask];
        var request = new WireCall { Url = address, Asked = asked, Model = call.Model.Id, Body = await task.Write(call, cancellationToken) };
        var reply = await wire.SendAsync(request, cancellationToken);
        var value = await task.Read(call, reply, cancellationToken);
        if (value is null && wireTask == "text-to-image")
        {
            // {"output":[address]}
            value = await download.FileAsync(call, request, reply, Modality.Image, "image", "text", cancellationToken);
        }

        return InferenceResult.Success(value ?? throw wire.Malformed(request, reply));
    }
}
