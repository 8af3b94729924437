using System.Text.Json.Serialization;

namespace Planner.Routes;

/// <summary>
/// A kind of message and the chat models that suit it, or tasks that are bound to an ordered chain of models. An entry of <c>routes.json</c>, in the form of Hugging Face's chat-ui,
/// with <c>tasks</c> and <c>enabled</c> besides.
/// </summary>
public sealed record Route
{
    /// <summary>What it is called, unique whatever the case.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>What people ask for, in their words; messages are held against it. Empty only where there are tasks.</summary>
    [JsonPropertyName("description")]
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>The model that suits it best, by its id. Empty only where there are tasks: the catalog's own candidates then come first.</summary>
    [JsonPropertyName("primary_model")]
    public string PrimaryModel { get; init => field = value ?? ""; } = "";

    /// <summary>Models that will do as well, the better first.</summary>
    [JsonPropertyName("fallback_models")]
    public IReadOnlyList<string> FallbackModels { get; init => field = value ?? []; } = [];

    /// <summary>The tasks that are bound to its models; empty: it is about chat messages.</summary>
    [JsonPropertyName("tasks")]
    public IReadOnlyList<string> Tasks { get; init => field = value ?? []; } = [];

    /// <summary>Whether it is used; null: yes.</summary>
    [JsonPropertyName("enabled")]
    public bool? Enabled { get; init; }

    /// <summary>Whether it is used.</summary>
    [JsonIgnore]
    public bool IsEnabled => Enabled != false;

    /// <summary>Its models, the first first.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Chain => PrimaryModel.Length == 0 ? FallbackModels : [PrimaryModel, .. FallbackModels];

    /// <summary>How well a model suits it: 1 the first, then less and less; 0 for one that it does not name.</summary>
    public double Suits(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var place = FallbackModels.Prepend(PrimaryModel).ToList().FindIndex(id => id.Equals(model, StringComparison.OrdinalIgnoreCase));
        return place < 0 ? 0 : 1.0 / (1 + (0.25 * place));
    }
}
