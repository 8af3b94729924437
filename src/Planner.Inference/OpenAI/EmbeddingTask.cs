using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Artifacts;
using Planner.Chat;
using Planner.Inference.Local;
using Planner.Values;

namespace Planner.Inference.OpenAI;

/// <summary>Makes a vector of a text, or of each of several.</summary>
internal sealed class EmbeddingTask(ArtifactStore store) : IEndpointTask
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Tasks => ["feature-extraction"];

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(OpenAIEndpoint endpoint, string model, InferenceRequest request, CancellationToken cancellationToken)
    {
        var several = request.Inputs.GetValueOrDefault("text") is ListValue { Items.Count: > 1 } list ? list.Items : null;
        var texts = new List<string>();
        foreach (var item in several ?? [])
        {
            texts.Add((await SlotValues.TextAsync(item, request.Step.Id, "text", store, cancellationToken)).Text);
        }

        if (several is null)
        {
            texts.Add((await SlotValues.TextAsync(request, "text", store, cancellationToken)).Text);
        }

        var (vectors, tokens) = await EmbedAsync(endpoint, model, texts, cancellationToken);
        var json = several is null ? JsonSerializer.SerializeToElement(vectors[0]) : JsonSerializer.SerializeToElement(vectors);
        return InferenceResult.Success(new StructuredValue(Modality.Vector, json)) with { Tokens = tokens };
    }

    /// <summary>
    /// The vectors of texts, in their order. Asks for base64, which is exact and a quarter of the size, and takes what comes in either form: some servers
    /// do not know the member, others always send one form.
    /// </summary>
    /// <exception cref="EndpointException">It failed, or what came is not a vector for each text.</exception>
    public static async Task<(float[][] Vectors, int? Tokens)> EmbedAsync(OpenAIEndpoint endpoint, string model, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["model"] = model,
            ["input"] = texts.Count == 1 ? JsonValue.Create(texts[0]) : new JsonArray([.. texts.Select(text => JsonValue.Create(text))]),
            ["encoding_format"] = "base64",
        };
        var (content, _) = await endpoint.PostAsync("embeddings", model, body, cancellationToken);
        var reply = LenientJson.Parse(Encoding.UTF8.GetString(content)) ?? default;
        var vectors = LenientJson.ListOf(reply, "data")
            .Select((item, place) => (Index: LenientJson.NumberOf(item, "index") ?? place, Vector: item.TryGetProperty("embedding", out var vector) ? Decode(vector) : null))
            .OrderBy(item => item.Index)
            .Select(item => item.Vector)
            .OfType<float[]>()
            .ToArray();
        return vectors.Length == texts.Count && vectors.All(vector => vector.Length > 0 && vector.All(float.IsFinite))
            ? (vectors, (int?)(LenientJson.ObjectOf(reply, "usage") is { } usage ? LenientJson.NumberOf(usage, "total_tokens") : null))
            : throw new EndpointException(ChatErrorKind.Broken, $"{model} at {endpoint.Where} gave {vectors.Length} usable vectors for {texts.Count} texts.");
    }

    private static float[]? Decode(JsonElement vector)
    {
        if (vector.ValueKind == JsonValueKind.Array)
        {
            return vector.EnumerateArray().All(number => number.ValueKind == JsonValueKind.Number) ? [.. vector.EnumerateArray().Select(number => number.GetSingle())] : null;
        }

        if (vector.ValueKind != JsonValueKind.String || !vector.TryGetBytesFromBase64(out var bytes) || bytes.Length % sizeof(float) != 0)
        {
            return null;
        }

        var numbers = new float[bytes.Length / sizeof(float)];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
        }

        return numbers;
    }
}
