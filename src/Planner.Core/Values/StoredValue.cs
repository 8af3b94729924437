using System.Text.Json.Serialization;
using Planner.Artifacts;

namespace Planner.Values;

/// <summary>A value too large for an event: its JSON is an artifact. Steps and templates get the whole value.</summary>
/// <param name="Artifact">Where the value's JSON is.</param>
/// <param name="Of">What the value is made of.</param>
/// <param name="Preview">The beginning of its text, for people; null when it has none.</param>
public sealed record StoredValue(Artifact Artifact, Modality Of, string? Preview) : Value
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Modality Modality => Of;
}
