using System.Text.Json;
using System.Text.Json.Serialization;

namespace Planner.Values;

/// <summary>A structured result.</summary>
/// <param name="Shape">Which of the structured forms it has; see <see cref="Values.Modality"/>.</param>
/// <param name="Json">The content in that form.</param>
public sealed record StructuredValue(Modality Shape, JsonElement Json) : Value
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Modality Modality => Shape;
}
