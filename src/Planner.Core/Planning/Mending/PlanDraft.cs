using System.Globalization;
using Planner.Catalog;
using Planner.Runs;
using Planner.Values;

namespace Planner.Planning.Mending;

/// <summary>Steps on their way to a plan: what mends look things up in and write to. Standing steps can be referred to and are never changed.</summary>
internal sealed class PlanDraft
{
    private readonly Dictionary<string, PlanStep> _all = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly HashSet<string> _standing;
    private readonly List<PlanMended> _mends = [];

    public PlanDraft(TaskTaxonomy taxonomy, PlanChecker checker, string request, IReadOnlyList<PlanStep> standing, IReadOnlyList<PlanStep> drafted)
    {
        (Taxonomy, Checker, Request) = (taxonomy, checker, request);
        _standing = [.. standing.Select(step => step.Id)];
        foreach (var step in standing.Concat(drafted).Where(step => _all.TryAdd(step.Id, step)))
        {
            _order.Add(step.Id);
        }
    }

    public TaskTaxonomy Taxonomy { get; }

    public PlanChecker Checker { get; }

    /// <summary>The request's words.</summary>
    public string Request { get; }

    /// <summary>The steps that may be changed, in plan order: a copy.</summary>
    public IReadOnlyList<PlanStep> Steps => [.. _order.Where(id => !_standing.Contains(id)).Select(id => _all[id])];

    /// <summary>All steps by id.</summary>
    public IReadOnlyDictionary<string, PlanStep> All => _all;

    public IReadOnlyList<PlanMended> Mends => _mends;

    public PlanStep this[string id] => _all[id];

    public int PlaceOf(string id) => _order.IndexOf(id);

    public TaskType? TaskOf(PlanStep step) => Taxonomy.TryGet(step.Task, out var task) ? task : null;

    public bool Exists(string target) => _all.ContainsKey(target) || Checker.FileWithId(target) is not null;

    /// <summary>The steps before this one, nearest first.</summary>
    public IEnumerable<PlanStep> Before(PlanStep step) => _order.TakeWhile(id => id != step.Id).Reverse().Select(id => _all[id]);

    /// <summary>What a step or file gives.</summary>
    public Modality Gives(string target, PlanStep taker) => Checker.ModalityOf(new Reference(target, []), taker, _all);

    /// <summary>Whether the value of a step or file fits a slot.</summary>
    public bool Fits(string target, TaskSlot slot, PlanStep taker) => Exists(target) && Checker.Takes(slot, new Reference(target, []), taker, _all);

    public bool Fits(StepInput input, TaskSlot slot, PlanStep taker) => Checker.Misfit(input, slot, taker, _all) is null;

    /// <summary>Whether a step waits for another, directly or not; a step does for itself.</summary>
    public bool DependsOn(string step, string other)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([step]);
        while (open.TryPop(out var id))
        {
            if (id == other)
            {
                return true;
            }

            if (seen.Add(id) && _all.TryGetValue(id, out var found))
            {
                foreach (var target in Needs(found))
                {
                    open.Push(target);
                }
            }
        }

        return false;
    }

    /// <summary>All that a step waits for, unplaced links included.</summary>
    public static IEnumerable<string> Needs(PlanStep step) => step.Dependencies.Concat(step.FedBy);

    /// <summary>Whether any step takes this one's value.</summary>
    public bool IsUsed(string id) => _all.Values.Any(step => step.Id != id && Needs(step).Contains(id, StringComparer.Ordinal));

    public void Put(PlanStep step) => _all[step.Id] = step;

    /// <summary>Adds a step right before another.</summary>
    public void Insert(PlanStep step, string before)
    {
        _order.Insert(_order.IndexOf(before), step.Id);
        _all.Add(step.Id, step);
    }

    /// <summary>Takes a step out; what referred to it refers to <paramref name="instead"/>.</summary>
    public void Remove(string id, string instead)
    {
        _order.Remove(id);
        _all.Remove(id);
        foreach (var step in _all.Values.Where(step => !_standing.Contains(step.Id)).ToList())
        {
            Put(Redirected(step, id, instead));
        }
    }

    public void Mend(string stepId, string before, string after, string why) =>
        _mends.Add(new PlanMended { StepId = stepId, Before = before, After = after, Why = why });

    public string FreshId()
    {
        for (var number = _all.Count + 1; ; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"s{number}");
            if (!_all.ContainsKey(id))
            {
                return id;
            }
        }
    }

    /// <summary>The step with every reference to one target turned to another.</summary>
    public static PlanStep Redirected(PlanStep step, string from, string to)
    {
        Reference Turn(Reference reference) => reference.Target == from ? reference with { Target = to } : reference;
        return step with
        {
            Inputs = step.Inputs.ToDictionary(pair => pair.Key, pair => pair.Value.Map(Turn), StringComparer.Ordinal),
            ForEach = step.ForEach?.Map(Turn),
            After = [.. step.After.Select(id => id == from ? to : id)],
            FedBy = [.. step.FedBy.Select(id => id == from ? to : id)],
        };
    }

    /// <summary>The step with one slot filled otherwise, or emptied.</summary>
    public static PlanStep With(PlanStep step, string slot, StepInput? input)
    {
        var inputs = step.Inputs.Where(pair => pair.Key != slot).ToDictionary(StringComparer.Ordinal);
        if (input is not null)
        {
            inputs[slot] = input;
        }

        return step with { Inputs = inputs };
    }
}
