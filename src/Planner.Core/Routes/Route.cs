using System.Text.Json.Serialization;

namespace Planner.Routes;

/// <summary>A kind of message, and the chat models that suit it. An entry of <c>routes.json</c>, in the form of Hugging Face's chat-ui.</summary>
public sealed record Route
{
    /// <summary>What it is called, unique whatever the case.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>What people ask for, in their words; messages are held against it.</summary>
    [JsonPropertyName("description")]
    public required string Description { get; init; }

    /// <summary>The model that suits it best, by its id.</summary>
    [JsonPropertyName("primary_model")]
    public required string PrimaryModel { get; init; }

    /// <summary>Models that will do as well, the better first.</summary>
    [JsonPropertyName("fallback_models")]
    public IReadOnlyList<string> FallbackModels { get; init => field = value ?? []; } = [];

    /// <summary>How well a model suits it: 1 the first, then less and less; 0 for one that it does not name.</summary>
    public double Suits(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var place = FallbackModels.Prepend(PrimaryModel).ToList().FindIndex(id => id.Equals(model, StringComparison.OrdinalIgnoreCase));
        return place < 0 ? 0 : 1.0 / (1 + (0.25 * place));
    }
}
