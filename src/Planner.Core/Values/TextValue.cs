using System.Text.Json.Serialization;

namespace Planner.Values;

/// <summary>Text.</summary>
/// <param name="Text">The text itself.</param>
/// <param name="Language">Its language as an ISO 639-1 code, when known.</param>
public sealed record TextValue(string Text, string? Language = null) : Value
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Modality Modality => Modality.Text;
}
