using System.Text.Json.Serialization;
using Planner.Artifacts;

namespace Planner.Values;

/// <summary>A value too large for an event: its JSON is an artifact. Steps, templates and answers get the whole value, never the preview.</summary>
/// <param name="Artifact">Where the value's JSON is.</param>
/// <param name="Of">What the value is made of.</param>
/// <param name="Preview">The beginning of its text, for lists and logs; null when it has none.</param>
/// <param name="Length">How many characters its text has.</param>
public sealed record StoredValue(Artifact Artifact, Modality Of, string? Preview, int Length) : Value
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Modality Modality => Of;
}
