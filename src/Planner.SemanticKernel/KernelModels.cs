using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.AudioToText;
using Microsoft.SemanticKernel.ImageToText;
using Microsoft.SemanticKernel.Services;
using Microsoft.SemanticKernel.TextToAudio;
using Microsoft.SemanticKernel.TextToImage;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference;
using Planner.Values;
using TextContent = Microsoft.SemanticKernel.TextContent;

namespace Planner.SemanticKernel;

/// <summary>The models that a kernel's services are.</summary>
internal static class KernelModels
{
    public static IReadOnlyList<KernelModel> Of(Kernel kernel) =>
    [
        .. kernel.GetAllServices<IEmbeddingGenerator<string, Embedding<float>>>().Select(service => Model(
            "feature-extraction", service.GetService<EmbeddingGeneratorMetadata>()?.DefaultModelId, "Makes vectors of texts, near each other where the meanings are.",
            (request, store, stop) => EmbedAsync(service, request, store, stop))),
        .. kernel.GetAllServices<IImageToTextService>().Select(service => Model(
            "image-to-text", service.GetModelId(), "Says in words what a picture shows.",
            async (request, store, stop) => Text(await service.GetTextContentsAsync((ImageContent)await FileAsync(request, "image", store, stop), kernel: kernel, cancellationToken: stop)))),
        .. kernel.GetAllServices<IAudioToTextService>().Select(service => Model(
            "automatic-speech-recognition", service.GetModelId(), "Writes down what is said in a recording.",
            async (request, store, stop) => Text(await service.GetTextContentsAsync((AudioContent)await FileAsync(request, "audio", store, stop), kernel: kernel, cancellationToken: stop)))),
        .. kernel.GetAllServices<ITextToImageService>().Select(service => Model(
            "text-to-image", service.GetModelId(), "Makes a picture of a description.",
            async (request, store, stop) => await MadeAsync((await service.GetImageContentsAsync(new TextContent(await TextAsync(request, "text", store, stop)), kernel: kernel, cancellationToken: stop))[0], "picture", store, stop))),
        .. kernel.GetAllServices<ITextToAudioService>().Select(service => Model(
            "text-to-speech", service.GetModelId(), "Reads a text aloud.",
            async (request, store, stop) => await MadeAsync((await service.GetAudioContentsAsync(await TextAsync(request, "text", store, stop), kernel: kernel, cancellationToken: stop))[0], "speech", store, stop))),
    ];

    private static KernelModel Model(string task, string? id, string description, Func<InferenceRequest, ArtifactStore, CancellationToken, Task<Value>> call) =>
        new(new ModelCard { Id = $"kernel/{id ?? task}", Tasks = [task], Description = description }, call);

    private static async Task<Value> EmbedAsync(IEmbeddingGenerator<string, Embedding<float>> service, InferenceRequest request, ArtifactStore store, CancellationToken cancellationToken)
    {
        var several = request.Inputs.GetValueOrDefault("text") is ListValue { Items.Count: > 1 } list ? list.Items : null;
        var texts = new List<string>();
        foreach (var item in several ?? [request.Inputs["text"]])
        {
            texts.Add(await TextAsync(item, store, cancellationToken));
        }

        var vectors = (await service.GenerateAsync(texts, cancellationToken: cancellationToken)).Select(vector => vector.Vector.ToArray()).ToArray();
        return new StructuredValue(Modality.Vector, several is null ? JsonSerializer.SerializeToElement(vectors[0]) : JsonSerializer.SerializeToElement(vectors));
    }

    private static Task<string> TextAsync(InferenceRequest request, string slot, ArtifactStore store, CancellationToken cancellationToken) => TextAsync(request.Inputs[slot], store, cancellationToken);

    private static async Task<string> TextAsync(Value value, ArtifactStore store, CancellationToken cancellationToken) =>
        value is ArtifactValue { Artifact: var file } ? await store.ReadTextAsync(file, cancellationToken) : ValueText.Of(value) ?? "";

    private static async Task<KernelContent> FileAsync(InferenceRequest request, string slot, ArtifactStore store, CancellationToken cancellationToken) => request.Inputs[slot] is ArtifactValue { Artifact: var file }
        ? await new KernelFiles(store).ReadAsync(file, cancellationToken)
        : throw new InvalidDataException($"'{slot}' is no file.");

    private static TextValue Text(IReadOnlyList<TextContent> contents) => new(string.Join('\n', contents.Select(content => content.Text)).Trim());

    private static async Task<Value> MadeAsync(BinaryContent content, string name, ArtifactStore store, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(content.Data?.ToArray() ?? throw new InvalidDataException("the service gave an address and no bytes."), writable: false);
        return new ArtifactValue(await store.PutAsync(stream, name, cancellationToken));
    }
}
