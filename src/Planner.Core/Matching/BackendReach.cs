using Planner.Catalog;
using Planner.Inference;
using Planner.Planning;
using Planner.Routing;

namespace Planner.Matching;

/// <summary>
/// Says which backend would run a card for a step. Backends beyond the egress ceiling are not even asked, since answering may already cost
/// them a call.
/// </summary>
internal sealed class BackendReach(IEnumerable<IInferenceBackend> backends)
{
    // Nearest first; the order of registration within one distance.
    private readonly IInferenceBackend[] _backends = [.. backends.OrderBy(backend => backend.Egress)];

    /// <summary>Lets the backends within the ceiling learn about the cards that will most likely be chosen.</summary>
    public Task PrepareAsync(IReadOnlyList<ModelCard> cards, Egress ceiling, CancellationToken cancellationToken) =>
        Task.WhenAll(_backends.TakeWhile(backend => backend.Egress <= ceiling).Select(backend => backend.PrepareAsync(cards, cancellationToken)));

    /// <summary>The nearest backend within the ceiling that can run the card; else the most helpful "no".</summary>
    public Reach Of(ModelCard card, PlanStep step, Egress ceiling)
    {
        Runnability? no = null;
        foreach (var backend in _backends.TakeWhile(backend => backend.Egress <= ceiling))
        {
            var answer = backend.CanRun(card, step);
            if (answer.CanRun)
            {
                return new Reach(true, answer.Reason) { Instance = backend.Name, Egress = backend.Egress };
            }

            // A "no" with a way out says more than one without.
            no = no is null || (no.Fix is null && answer.Fix is not null) ? answer : no;
        }

        if (no?.Fix is not null)
        {
            return new Reach(false, no.Reason) { Fix = no.Fix };
        }

        var beyond = _backends.Where(backend => backend.Egress > ceiling).Select(backend => backend.Name).ToList();
        if (beyond.Count > 0 && !card.IsLocal)
        {
            return new Reach(false, $"this request may not leave {Place(ceiling)}, so {string.Join(", ", beyond)} was not asked")
            {
                Fix = $"allow egress {Name(_backends[^1].Egress)} (leave out --offline)",
            };
        }

        return new Reach(false, no?.Reason ?? "nothing here runs models")
        {
            Fix = "add an instance that serves it; planner doctor lists what there is",
        };
    }

    private static string Place(Egress ceiling) => ceiling == Egress.Machine ? "this machine" : "the local network";

    private static string Name(Egress egress) => egress == Egress.Lan ? "lan" : "cloud";
}
