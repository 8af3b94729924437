using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference;
using Planner.Values;

namespace Planner.SemanticKernel;

/// <summary>A service of a kernel as a model that does a task.</summary>
/// <param name="Card">Its card.</param>
/// <param name="CallAsync">Calls it.</param>
internal sealed record KernelModel(ModelCard Card, Func<InferenceRequest, ArtifactStore, CancellationToken, Task<Value>> CallAsync)
{
    /// <summary>The task that it does.</summary>
    public string Task => Card.Tasks[0];
}
