using System.Text.Json.Serialization;

namespace Planner.Values;

/// <summary>What a step takes and gives: text, structured JSON, an artifact, or a list of values.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TextValue), "text")]
[JsonDerivedType(typeof(StructuredValue), "json")]
[JsonDerivedType(typeof(ArtifactValue), "artifact")]
[JsonDerivedType(typeof(ListValue), "list")]
[JsonDerivedType(typeof(StoredValue), "stored")]
public abstract record Value
{
    /// <summary>Where the value, or spans of it, come from. Empty when it was made from nothing that can be pointed at.</summary>
    public IReadOnlyList<ValueSource> Sources { get; init => field = value ?? []; } = [];

    /// <summary>How sure its maker was, 0 to 1; null when the maker does not say.</summary>
    public double? Confidence { get; init; }

    /// <summary>What the value is made of.</summary>
    [JsonIgnore]
    public abstract Modality Modality { get; }
}
