using System.ComponentModel.DataAnnotations;

namespace Planner.Artifacts;

/// <summary>Where files are kept and how large they may be. Configuration section <c>Planner:Artifacts</c>.</summary>
public sealed class ArtifactStoreOptions
{
    /// <summary>The folder, by default <c>PLANNER_HOME</c>. Blobs are in <c>blobs/</c>, what is known of each artifact in <c>artifacts/</c>.</summary>
    [Required]
    public string Root { get; set; } = PlannerHome.Folder;

    /// <summary>The largest file taken, in bytes.</summary>
    [Range(1, long.MaxValue)]
    public long MaxBytes { get; set; } = 512L * 1024 * 1024;
}
