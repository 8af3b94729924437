using Planner.Artifacts;

namespace Planner.Runs;

/// <summary><c>artifact.stored</c>: A file came into the store.</summary>
public sealed record ArtifactStored : RunEvent
{
    /// <summary>The file.</summary>
    public required Artifact Artifact { get; init; }
}
