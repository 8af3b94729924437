using Planner.Artifacts;
using Planner.Catalog;
using Planner.Execution.Checks;
using Planner.Values;

namespace Planner.Inference.Checks;

/// <summary>What checks of files share: each of the first few is looked at. One that is none breaks the result; the result is poor when all are.</summary>
/// <param name="kind">The kind of file.</param>
internal abstract class FileCheck(Modality kind) : IResultCheck
{
    // Of very many masks or frames a few tell enough.
    private const int Most = 8;

    /// <inheritdoc/>
    public bool Concerns(TaskType task) => task.Output == kind;

    /// <inheritdoc/>
    public async ValueTask<ResultFlaw?> FindAsync(InferenceRequest request, Value value, CancellationToken cancellationToken)
    {
        var files = Files(value).Take(Most).ToList();
        var poor = new List<ResultFlaw>();
        foreach (var file in files)
        {
            var flaw = await LookAsync(request, file, cancellationToken);
            if (flaw is { IsWeak: false })
            {
                return flaw;
            }

            poor.AddRange(flaw is null ? [] : [flaw]);
        }

        return poor.Count == files.Count ? poor.FirstOrDefault() : null;
    }

    /// <summary>What is wrong with one file.</summary>
    protected abstract ValueTask<ResultFlaw?> LookAsync(InferenceRequest request, Artifact file, CancellationToken cancellationToken);

    private static IEnumerable<Artifact> Files(Value value) => value switch
    {
        ArtifactValue file => [file.Artifact],
        ListValue list => list.Items.SelectMany(Files),
        _ => [],
    };
}
