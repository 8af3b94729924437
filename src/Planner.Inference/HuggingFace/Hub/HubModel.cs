using System.Globalization;
using System.Text.Json;
using Planner.Catalog;

namespace Planner.Inference.HuggingFace.Hub;

/// <summary>A model as the Hub's API describes it. What is absent or of another kind than expected is taken as not said.</summary>
internal sealed record HubModel
{
    private static readonly string[] s_lengths = ["max_position_embeddings", "n_positions", "max_seq_len", "n_ctx", "seq_length", "max_sequence_length"];

    /// <summary><c>org/name</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its task; null when the Hub knows none.</summary>
    public string? Task { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? LastModified { get; init; }

    public long? Downloads { get; init; }

    public long? Likes { get; init; }

    public string? Library { get; init; }

    public long? Parameters { get; init; }

    public int? MaxTokens { get; init; }

    public bool Gated { get; init; }

    /// <summary>Private or disabled: nobody else can use it.</summary>
    public bool Hidden { get; init; }

    public string? License { get; init; }

    public IReadOnlyList<string> Languages { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<string> Datasets { get; init; } = [];

    public IReadOnlyList<string> BaseModels { get; init; } = [];

    /// <summary>Who runs it; null when the reply does not say.</summary>
    public IReadOnlyList<ModelProvider>? Providers { get; init; }

    /// <summary>Reads one; null when it has no id.</summary>
    public static HubModel? Read(JsonElement json)
    {
        if (Text(json, "id") is not { Length: > 0 } id)
        {
            return null;
        }

        var card = Member(json, "cardData");
        var tags = Texts(json, "tags");
        return new HubModel
        {
            Id = id,
            Task = Text(json, "pipeline_tag") ?? Text(card, "pipeline_tag"),
            LastModified = DateTimeOffset.TryParse(Text(json, "lastModified"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null,
            Downloads = Number(json, "downloads"),
            Likes = Number(json, "likes"),
            Library = Text(json, "library_name") ?? Text(card, "library_name"),
            Parameters = Number(Member(json, "safetensors"), "total") ?? Number(Member(json, "gguf"), "total"),
            MaxTokens = Length(json),
            Gated = Member(json, "gated") is { ValueKind: JsonValueKind.String or JsonValueKind.True },
            Hidden = IsTrue(json, "private") || IsTrue(json, "disabled"),
            License = (Texts(card, "license") is [var license, ..] ? license : null) ?? tags.FirstOrDefault(tag => tag.StartsWith("license:", StringComparison.Ordinal))?["license:".Length..],
            Languages = [.. Texts(card, "language").Select(language => language.ToLowerInvariant())],
            Tags = [.. Texts(card, "tags").Concat(tags).Where(IsTelling).Distinct(StringComparer.OrdinalIgnoreCase)],
            Datasets = Texts(card, "datasets"),
            BaseModels = Texts(card, "base_model"),
            Providers = Mapping(json),
        };
    }

    /// <summary>The mapping of a model, alone: an array in lists, an object by provider in a single model's description; null when it is absent.</summary>
    public static IReadOnlyList<ModelProvider>? Mapping(JsonElement json)
    {
        var mapping = Member(json, "inferenceProviderMapping");
        return mapping.ValueKind switch
        {
            JsonValueKind.Array => [.. mapping.EnumerateArray().Select(entry => Entry(entry, Text(entry, "provider"))).OfType<ModelProvider>()],
            JsonValueKind.Object => [.. mapping.EnumerateObject().Select(entry => Entry(entry.Value, entry.Name)).OfType<ModelProvider>()],
            _ => null,
        };
    }

    private static ModelProvider? Entry(JsonElement entry, string? provider) =>
        provider is not null && Text(entry, "providerId") is { } id && Text(entry, "task") is { } task && Text(entry, "status") is { } status
            ? new ModelProvider(provider, id, task, status)
            : null;

    private static int? Length(JsonElement json)
    {
        var config = Member(json, "config");
        var lengths = s_lengths.Select(name => Number(config, name))
            .Append(Number(Member(config, "tokenizer_config"), "model_max_length"))
            .Append(Number(Member(json, "gguf"), "context_length"));

        // Tokenizers write 10^30 for "no limit".
        return (int?)lengths.FirstOrDefault(length => length is > 0 and < 100_000_000);
    }

    // Tags with a prefix say what other members say; so do names of tasks and libraries.
    private static bool IsTelling(string tag) => tag.Length is > 1 and <= 40 && !tag.Contains(':', StringComparison.Ordinal)
        && tag is not ("endpoints_compatible" or "autotrain_compatible" or "has_space" or "safetensors" or "pytorch" or "tf" or "jax" or "text-generation-inference");

    private static JsonElement Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : default;

    private static string? Text(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static IReadOnlyList<string> Texts(JsonElement json, string name) => Member(json, name) switch
    {
        { ValueKind: JsonValueKind.String } text => [text.GetString()!],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)],
        _ => [],
    };

    private static long? Number(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) && value is >= 0 and < 1e15 ? (long)value : null;

    private static bool IsTrue(JsonElement json, string name) => Member(json, name).ValueKind == JsonValueKind.True;
}
