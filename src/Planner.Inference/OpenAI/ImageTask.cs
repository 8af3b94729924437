using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Artifacts;
using Planner.Chat;
using Planner.Inference.Local;
using Planner.Values;

namespace Planner.Inference.OpenAI;

/// <summary>Makes images from words, or changes images by words.</summary>
internal sealed class ImageTask(ArtifactStore store) : IEndpointTask
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Tasks => ["text-to-image", "image-text-to-image"];

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(OpenAIEndpoint endpoint, string model, InferenceRequest request, CancellationToken cancellationToken)
    {
        var prompt = await SlotValues.TextAsync(request, "text", store, cancellationToken);
        var (content, _) = request.Step.Task == "text-to-image"
            ? await endpoint.PostAsync("images/generations", model, Body(model, prompt.Text, request), cancellationToken)
            : await EditAsync(endpoint, model, prompt.Text, request, cancellationToken);
        var reply = LenientJson.Parse(Encoding.UTF8.GetString(content)) ?? default;
        var image = LenientJson.ListOf(reply, "data").FirstOrDefault();
        var bytes = Bytes(image) ?? await FetchAsync(endpoint, image, cancellationToken)
            ?? throw new EndpointException(ChatErrorKind.Broken, $"{model} at {endpoint.Where} gave no image.");
        using var stream = new MemoryStream(bytes);
        var artifact = await store.PutAsync(stream, "image", cancellationToken);
        return MediaTypes.ModalityOf(artifact.MediaType) == Modality.Image
            ? InferenceResult.Success(new ArtifactValue(artifact))
            : InferenceResult.Failure(StepErrorKind.Model, $"{model} at {endpoint.Where} gave {artifact.MediaType} where an image is due.");
    }

    private static JsonObject Body(string model, string prompt, InferenceRequest request)
    {
        var body = new JsonObject { ["model"] = model, ["prompt"] = prompt, ["n"] = 1, ["response_format"] = "b64_json" };
        if (Size(request) is { } size)
        {
            body["size"] = size;
        }

        return body;
    }

    private async Task<(byte[] Content, string? MediaType)> EditAsync(
        OpenAIEndpoint endpoint, string model, string prompt, InferenceRequest request, CancellationToken cancellationToken)
    {
        var artifact = SlotValues.Artifact(request, "image");
        Dictionary<string, string> fields = new() { ["model"] = model, ["prompt"] = prompt, ["n"] = "1", ["response_format"] = "b64_json" };
        if (Size(request) is { } size)
        {
            fields["size"] = size;
        }

        return await endpoint.PostAsync("images/edits", model, refused => FormOf(fields, refused, "image", artifact, store), fields.Keys, cancellationToken);
    }

    /// <summary>A form with a file.</summary>
    public static MultipartFormDataContent FormOf(
        IReadOnlyDictionary<string, string> fields, IReadOnlyList<string> refused, string name, Artifact artifact, ArtifactStore store)
    {
        var form = new MultipartFormDataContent();
        foreach (var (field, value) in fields.Where(field => !refused.Contains(field.Key)))
        {
            form.Add(new StringContent(value), field);
        }

        var file = new StreamContent(store.OpenRead(artifact));
        file.Headers.ContentType = new MediaTypeHeaderValue(artifact.MediaType);
        form.Add(file, name, artifact.Name);
        return form;
    }

    private static string? Size(InferenceRequest request) => request.Number("width") is { } width && request.Number("height") is { } height
        ? string.Create(CultureInfo.InvariantCulture, $"{width:0}x{height:0}")
        : null;

    private static byte[]? Bytes(JsonElement image)
    {
        var text = LenientJson.TextOf(image, "b64_json") ?? (LenientJson.TextOf(image, "url") is { } url && url.StartsWith("data:", StringComparison.Ordinal) ? url[(url.IndexOf(',') + 1)..] : null);
        var buffer = new byte[(text?.Length ?? 0) / 4 * 3 + 3];
        return text is not null && Convert.TryFromBase64String(text, buffer, out var length) && length > 0 ? buffer[..length] : null;
    }

    // A link to elsewhere could lead anywhere, also into the network that this machine stands in.
    private static async Task<byte[]?> FetchAsync(OpenAIEndpoint endpoint, JsonElement image, CancellationToken cancellationToken)
    {
        if (LenientJson.TextOf(image, "url") is not { } link || !Uri.TryCreate(endpoint.Instance.BaseUrl, link, out var address))
        {
            return null;
        }

        if (address.GetLeftPart(UriPartial.Authority) != endpoint.Instance.BaseUrl.GetLeftPart(UriPartial.Authority))
        {
            throw new EndpointException(
                ChatErrorKind.Refused, $"{endpoint.Where} keeps the image at another address ({address.Authority}), from which nothing is fetched. Use a model that sends the image itself (b64_json).");
        }

        using var response = await endpoint.SendAsync(HttpMethod.Get, address, null, [], cancellationToken);
        return await endpoint.CatchAsync(() => response.Content.ReadAsByteArrayAsync(cancellationToken));
    }
}
