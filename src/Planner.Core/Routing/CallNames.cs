using Planner.Catalog;
using Planner.Planning;

namespace Planner.Routing;

/// <summary>What may be called by a name: models, models at an instance, groups.</summary>
internal sealed class CallNames(ModelCatalog catalog, GroupStore groups, BackendRegistry registry)
{
    private const int MostModels = 3;

    /// <summary>The group of that name; null: there is none.</summary>
    public BackendGroup? Group(string name) => groups.Current is { Items.Count: > 0 } known ? known.Find(name) : null;

    /// <summary>All groups.</summary>
    public IReadOnlyList<BackendGroup> Groups => groups.Current.Items;

    /// <summary>The card of what is called by that name: of a group one that names its members' tasks. Null: there is nothing of that name.</summary>
    public ModelCard? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Group(name) is { } group ? CardOf(group)
            : catalog.TryGet(name, out var card) ? card
            : At(name) is var (model, _) ? model with { Id = name }
            : null;
    }

    /// <summary>The models behind a card: those of a group's members, or the model itself.</summary>
    public IReadOnlyList<ModelCard> Behind(ModelCard card, PlanStep step) =>
        Group(card.Id) is { } group ? [.. group.Members.SelectMany(member => ModelsOf(member, step)).Select(one => one.Model)]
        : At(card.Id) is var (model, _) ? [model]
        : [card];

    /// <summary>A name of the form <c>model@instance</c>; null: it is none.</summary>
    public (ModelCard Model, LiveBackend Backend)? At(string name)
    {
        var at = name.LastIndexOf('@');
        return at > 0 && registry.Find(name[(at + 1)..]) is { } backend && catalog.TryGet(name[..at], out var card) ? (card, backend) : null;
    }

    /// <summary>The models that a member stands for at a task, and the only instance that may run them, if it says one.</summary>
    public IEnumerable<(ModelCard Model, LiveBackend? Backend)> ModelsOf(GroupMember member, PlanStep step)
    {
        if (At(member.Target) is var (model, backend))
        {
            return [(model, backend)];
        }

        if (registry.Find(member.Target) is { } instance)
        {
            return catalog.ForTask(step.Task).Where(card => instance.Backend.CanRun(card, step).CanRun).Take(MostModels).Select(card => (card, (LiveBackend?)instance));
        }

        return catalog.TryGet(member.Target, out var only) ? [(only, null)] : [];
    }

    private ModelCard CardOf(BackendGroup group)
    {
        var tasks = group.Members.SelectMany(TasksOf).Distinct(StringComparer.Ordinal).ToList();
        return new ModelCard
        {
            Id = group.Name,
            Tasks = tasks,
            Description = group.Description ?? $"The group of {string.Join(", ", group.Members.Select(member => member.Target))}.",
        };
    }

    private IEnumerable<string> TasksOf(GroupMember member) =>
        At(member.Target) is var (model, _) ? model.Tasks
        : registry.Find(member.Target) is { } instance ? instance.Instance?.Models.SelectMany(card => card.Tasks)
            ?? catalog.Cards.SelectMany(card => card.Tasks.Where(task => instance.Backend.CanRun(card, new PlanStep { Id = "s1", Task = task }).CanRun))
        : catalog.TryGet(member.Target, out var only) ? only.Tasks
        : [];
}
