using Microsoft.Extensions.AI;

namespace Planner.Inference.OpenAI;

/// <summary>A model of vectors at any endpoint that speaks OpenAI's protocol: OpenAI, Text Embeddings Inference, Ollama, vLLM.</summary>
internal sealed class OpenAIEmbeddingGenerator(OpenAIEndpoint endpoint, string model) : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingGeneratorMetadata _metadata = new("openai", endpoint.Instance.BaseUrl, model);

    /// <inheritdoc/>
    /// <exception cref="Chat.ChatException">The endpoint or the way to it failed.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            var (vectors, tokens) = await EmbeddingTask.EmbedAsync(endpoint, model, [.. values], cancellationToken);
            return new GeneratedEmbeddings<Embedding<float>>(vectors.Select(vector => new Embedding<float>(vector) { ModelId = model }))
            {
                Usage = tokens is null ? null : new UsageDetails { InputTokenCount = tokens, TotalTokenCount = tokens },
            };
        }
        catch (EndpointException exception)
        {
            throw exception.ToChatException();
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // The endpoint is shared, and closed by those who opened it.
    }
}
