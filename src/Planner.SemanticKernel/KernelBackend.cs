using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference;
using Planner.Planning;
using Planner.Routing;

namespace Planner.SemanticKernel;

/// <summary>Runs tasks on a kernel's services.</summary>
internal sealed class KernelBackend(IReadOnlyList<KernelModel> models, Egress egress, ArtifactStore store) : IInferenceBackend
{
    public string Name => "kernel";

    public Egress Egress => egress;

    public Runnability CanRun(ModelCard card, PlanStep step) =>
        Find(card.Id, step.Task) is not null ? Runnability.Yes("Semantic Kernel") : Runnability.No("no service of the kernel");

    public async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return InferenceResult.Success(await Find(request.Model.Id, request.Task.Id)!.CallAsync(request, store, cancellationToken));
        }
#pragma warning disable CA1031 // Connectors throw what they like; it is the model's failure.
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return KernelFailures.OfModel(request.Model.Id, exception);
        }
    }

    private KernelModel? Find(string id, string task) => models.FirstOrDefault(model => model.Card.Id == id && model.Task == task);
}
