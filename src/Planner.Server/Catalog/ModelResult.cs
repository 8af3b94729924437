using Planner.Runs;
using Planner.Values;

namespace Planner.Server.Catalog;

/// <summary>What a model gave.</summary>
/// <param name="Model">The model.</param>
/// <param name="Task">The task.</param>
/// <param name="Value">The value.</param>
/// <param name="Text">The value as text, where it can be read as such.</param>
/// <param name="Artifacts">The files in it; GET /api/artifacts/{id} has the bytes.</param>
public sealed record ModelResult(string Model, string Task, Value Value, string? Text, IReadOnlyList<FileReport> Artifacts)
{
    /// <summary>The files in a value.</summary>
    internal static IReadOnlyList<FileReport> FilesIn(Value value) => value switch
    {
        ArtifactValue { Artifact: var file } => [new FileReport(file.Id, file.MediaType, file.Name, file.Size)],
        ListValue list => [.. list.Items.SelectMany(FilesIn)],
        _ => [],
    };
}
