using Planner.Runs;
using Planner.Values;

namespace Planner.Inference;

/// <summary>What a model that was called directly gave.</summary>
/// <param name="Model">The model.</param>
/// <param name="Task">The task.</param>
/// <param name="Value">The value.</param>
/// <param name="Text">The value as text, where it can be read as such.</param>
/// <param name="Artifacts">The files in it.</param>
public sealed record ModelResult(string Model, string Task, Value Value, string? Text, IReadOnlyList<FileReport> Artifacts)
{
    /// <summary>What a call gave.</summary>
    public static ModelResult Of(ModelCall call, Value value)
    {
        ArgumentNullException.ThrowIfNull(call);
        return new ModelResult(call.Model, call.Task, value, ValueText.Of(value), [.. FilesIn(value)]);
    }

    /// <summary>The files in a value.</summary>
    public static IEnumerable<FileReport> FilesIn(Value value) => value switch
    {
        ArtifactValue { Artifact: var file } => [new FileReport(file.Id, file.MediaType, file.Name, file.Size)],
        ListValue list => list.Items.SelectMany(FilesIn),
        _ => [],
    };
}
