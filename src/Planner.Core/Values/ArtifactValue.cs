using System.Text.Json.Serialization;
using Planner.Artifacts;

namespace Planner.Values;

/// <summary>A file in the artifact store.</summary>
/// <param name="Artifact">Which one.</param>
public sealed record ArtifactValue(Artifact Artifact) : Value
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Modality Modality => MediaTypes.ModalityOf(Artifact.MediaType);
}
