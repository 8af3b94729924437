using Planner.Catalog;
using Planner.Inference;
using Planner.Planning;
using Planner.Routing;

namespace Planner.Matching;

/// <summary>
/// Says which backend would run a card for a step. Backends beyond the egress ceiling are not even asked, since answering may already cost
/// them a call.
/// </summary>
internal sealed class BackendReach(BackendRegistry registry, CallNames? names = null)
{
    /// <summary>Lets the backends within the ceiling learn about the cards that will most likely be chosen.</summary>
    public Task PrepareAsync(IReadOnlyList<ModelCard> cards, Egress ceiling, CancellationToken cancellationToken) => Task.WhenAll(registry.Current
        .TakeWhile(live => live.Egress <= ceiling)
        .Where(live => live.State == ServiceState.Enabled)
        .Select(live => live.Backend.PrepareAsync(cards, cancellationToken)));

    /// <summary>All places within the ceiling that can run the card for the step now, nearest first.</summary>
    public IReadOnlyList<Place> Places(ModelCard card, PlanStep step, Egress ceiling) =>
    [
        .. registry.Current.TakeWhile(live => live.Egress <= ceiling)
            .Where(live => live.State == ServiceState.Enabled && live.Backend.CanRun(card, step).CanRun)
            .Select(live => new Place(card, live)),
    ];

    /// <summary>The same for what is called by a name, be it a group.</summary>
    public Reach OfName(ModelCard card, PlanStep step, Egress ceiling) =>
        names?.Group(card.Id) is { } group ? Of(group, step, ceiling)
        : names?.At(card.Id) is var (model, backend) ? At(model, backend, step, ceiling)
        : Of(card, step, ceiling);

    /// <summary>A group can run what one of its members can.</summary>
    public Reach Of(BackendGroup group, PlanStep step, Egress ceiling)
    {
        Reach? no = group.State == ServiceState.Enabled ? null
            : new Reach(false, $"the group is {group.State.ToString().ToLowerInvariant()}") { Fix = $"planner groups enable {group.Name}" };
        List<Reach> able = [];
        foreach (var (model, only) in group.Members.SelectMany(member => names!.ModelsOf(member, step)))
        {
            var reach = only is null ? Of(model, step, ceiling) : At(model, only, step, ceiling);
            if (reach.Runnable)
            {
                able.Add(reach);
            }
            else
            {
                no ??= reach;
            }
        }

        return group.State == ServiceState.Enabled && able.Count > 0
            ? able[0] with { Through = $"{able.Count} of the group {group.Name}" }
            : no ?? new Reach(false, $"no member of the group {group.Name} does {step.Task}") { Fix = $"planner groups set {group.Name}" };
    }

    /// <summary>The nearest backend within the ceiling that can run the card; else the most helpful "no".</summary>
    public Reach Of(ModelCard card, PlanStep step, Egress ceiling)
    {
        var backends = registry.Current;
        Runnability? no = null;
        foreach (var live in backends.TakeWhile(live => live.Egress <= ceiling))
        {
            var answer = live.Backend.CanRun(card, step);
            if (answer.CanRun && live.State == ServiceState.Enabled)
            {
                return new Reach(true, answer.Reason) { Instance = live.Name, Egress = live.Egress };
            }

            if (answer.CanRun)
            {
                answer = Runnability.No($"{live.Name} is {live.State.ToString().ToLowerInvariant()}", $"planner instances enable {live.Name}");
            }

            // A "no" with a way out says more than one without.
            no = no is null || (no.Fix is null && answer.Fix is not null) ? answer : no;
        }

        if (no?.Fix is not null)
        {
            return new Reach(false, no.Reason) { Fix = no.Fix };
        }

        var beyond = backends.Where(live => live.Egress > ceiling).Select(live => live.Name).ToList();
        if (beyond.Count > 0 && !card.IsLocal)
        {
            return new Reach(false, $"this request may not leave {Place(ceiling)}, so {string.Join(", ", beyond)} was not asked")
            {
                Fix = $"allow egress {Name(backends[^1].Egress)} (leave out --offline)",
            };
        }

        return new Reach(false, no?.Reason ?? "nothing here runs models")
        {
            Fix = "add an instance that serves it; planner doctor lists what there is",
        };
    }

    private Reach At(ModelCard card, LiveBackend backend, PlanStep step, Egress ceiling)
    {
        if (Places(card, step, ceiling).FirstOrDefault(place => place.Backend.Name == backend.Name) is { } place)
        {
            return new Reach(true, $"{backend.Name} alone") { Instance = place.Backend.Name, Egress = place.Backend.Egress };
        }

        var other = Of(card, step, ceiling);
        return other.Runnable ? new Reach(false, $"{backend.Name} does not run {card.Id} now") { Fix = $"leave out @{backend.Name}: {other.Instance} runs it" } : other;
    }

    private static string Place(Egress ceiling) => ceiling == Egress.Machine ? "this machine" : "the local network";

    private static string Name(Egress egress) => egress == Egress.Lan ? "lan" : "cloud";
}
