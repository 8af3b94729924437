using Planner.Catalog;
using Planner.Planning;
using Planner.Routing;

namespace Planner.Inference;

/// <summary>A place that runs one task on one model.</summary>
public interface IInferenceBackend
{
    /// <summary>The instance's name, as events and tables show it (<c>local</c>).</summary>
    string Name { get; }

    /// <summary>How far away it is.</summary>
    Egress Egress { get; }

    /// <summary>
    /// Learns what <see cref="CanRun"/> needs to know about these models and does not know yet; may ask the network, within a bounded time.
    /// Called for the few models that fit a step best. What can't be learnt is no failure: <see cref="CanRun"/> says so.
    /// </summary>
    Task PrepareAsync(IReadOnlyList<ModelCard> cards, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Says whether it can run the model for this step now, and if not why and what would mend it. Cheap and without network; asked for every
    /// candidate.
    /// </summary>
    Runnability CanRun(ModelCard card, PlanStep step);

    /// <summary>
    /// What stands for the very version of the model here, where the same call always gives the same value and changes nothing; null: it may not. Only
    /// results of the former are kept and given again.
    /// </summary>
    string? RevisionOf(ModelCard card, PlanStep step) => null;

    /// <summary>What a call of the model costs here; null: not known. Cheap and without network.</summary>
    ModelPrice? PriceOf(ModelCard card) => null;

    /// <summary>
    /// Runs it. What the model, the input or the network did wrong is a failure in the result. Throws only
    /// <see cref="OperationCanceledException"/>, once everything that it started has ended.
    /// </summary>
    Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken);
}
