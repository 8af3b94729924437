using Planner.Artifacts;
using Planner.Planning;

namespace Planner.Inference.Local.Text;

/// <summary>What the engines for text that need no program have in common.</summary>
internal abstract class BuiltInTextEngine(string id, string task, string detail, ArtifactStore store) : ILocalEngine
{
    /// <inheritdoc/>
    public string Id => id;

    /// <inheritdoc/>
    public IReadOnlyList<string> Tasks => [task];

    /// <summary>Where files are.</summary>
    protected ArtifactStore Store => store;

    /// <inheritdoc/>
    public virtual Runnability CanRun(PlanStep step) => Runnability.Yes("built in");

    /// <inheritdoc/>
    public Task<EngineStatus> StatusAsync(CancellationToken cancellationToken) => Task.FromResult(new EngineStatus(Id, true, "built in; " + detail, [], []));

    /// <inheritdoc/>
    public abstract Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken);
}
