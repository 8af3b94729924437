using Microsoft.Extensions.Options;
using Planner.Matching;
using Planner.Routing;

namespace Planner.Inference.OpenAI;

/// <summary>
/// The endpoint of the embedding model: any server that speaks OpenAI's protocol, such as Text Embeddings Inference or Ollama. Section <c>Planner:Embeddings</c>,
/// beside <see cref="EmbeddingOptions"/>. With no address there is none, and meaning is learned from the cards.
/// </summary>
public sealed class EmbeddingEndpointOptions
{
    /// <summary>Where it is, such as <c>http://localhost:11434/v1</c>; without a path <c>/v1</c> is meant.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>The model, as the server calls it.</summary>
    public string? Model { get; set; }

    /// <summary>The key: <c>env:NAME</c>, <c>file:PATH</c>, or the key itself; null: none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>How far away it is when that is known better than its address says.</summary>
    public Egress? Egress { get; set; }

    /// <summary>The endpoint as an instance; null: there is none.</summary>
    /// <exception cref="OptionsValidationException">The address is malformed, or no model is named.</exception>
    internal BackendInstance? ToInstance() => string.IsNullOrWhiteSpace(BaseUrl) ? null : new BackendInstance
    {
        Name = "embeddings",
        BaseUrl = Uri.TryCreate(BaseUrl.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address ?? throw Wrong(nameof(BaseUrl), "is no address")
            : throw Wrong(nameof(BaseUrl), $"is '{BaseUrl}', which is no address. Write it as http://HOST:PORT/v1."),
        Key = ApiKey,
        Egress = Egress,
    };

    internal static OptionsValidationException Wrong(string name, string what) =>
        new(name, typeof(EmbeddingEndpointOptions), [$"{EmbeddingOptions.Section}:{name} {what}"]);
}
