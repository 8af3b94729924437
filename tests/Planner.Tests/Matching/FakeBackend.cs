using Planner.Catalog;
using Planner.Inference;
using Planner.Planning;
using Planner.Routing;

namespace Planner.Tests.Matching;

/// <summary>A backend that answers as it is told and never runs anything.</summary>
internal sealed class FakeBackend(string name, Egress egress, Func<ModelCard, PlanStep, Runnability> canRun) : IInferenceBackend
{
    public string Name => name;

    public Egress Egress => egress;

    public int Asked { get; private set; }

    /// <summary>A machine that runs these models and nothing else.</summary>
    public static FakeBackend Local(params string[] ids) => new(
        "local", Egress.Machine, (card, _) => ids.Contains(card.Id) ? new Runnability(true, "engine 1.0") : new Runnability(false, "no engine for it"));

    /// <summary>A cloud that runs everything from the Hub.</summary>
    public static FakeBackend Cloud() => new("cloud", Egress.Cloud, (card, _) => new Runnability(!card.IsLocal, "provider x"));

    public Runnability CanRun(ModelCard card, PlanStep step)
    {
        Asked++;
        return canRun(card, step);
    }

    public Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
}
