namespace Planner.Planning.Mending;

/// <summary>Cuts a cycle where the data can't flow: the one reference that goes back against the order of the plan.</summary>
internal static class Cycles
{
    public static void Apply(PlanDraft draft)
    {
        // Each cut removes an edge, so this ends.
        while (Find(draft) is { } cycle && Cut(draft, cycle))
        {
        }
    }

    /// <summary>The edges of one cycle, each from the step that gives to the one that takes.</summary>
    private static List<(string From, string To)>? Find(PlanDraft draft)
    {
        var steps = draft.All.Values.Select(step => step with { After = [.. step.After.Union(step.FedBy, StringComparer.Ordinal)], FedBy = [] });
        return new TaskGraph(steps).FindCycle() is { } cycle ? [.. cycle.Zip(cycle.Skip(1), (to, from) => (from, to))] : null;
    }

    private static bool Cut(PlanDraft draft, List<(string From, string To)> cycle)
    {
        var standing = draft.All.Keys.Except(draft.Steps.Select(step => step.Id), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var backward = cycle.Where(edge => draft.PlaceOf(edge.From) >= draft.PlaceOf(edge.To) && !standing.Contains(edge.To)).ToList();

        // What the plan's own links contradict goes first, then what could not flow anyway.
        var contradicted = cycle.Where(edge => !standing.Contains(edge.To) && draft[edge.To].FedBy is { Count: > 0 } links && !links.Contains(edge.From, StringComparer.Ordinal)).ToList();
        var misfit = backward.Where(edge => !Flows(draft, edge.From, edge.To)).ToList();
        if ((contradicted.Count == 1 ? contradicted : misfit.Count > 0 ? misfit : backward) is not [var wrong])
        {
            return false;
        }

        var step = draft[wrong.To];
        draft.Put(step with
        {
            Inputs = step.Inputs.Select(pair => (pair.Key, Value: Without(pair.Value, wrong.From))).Where(pair => pair.Value is not null)
                .ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal),
            After = [.. step.After.Where(id => id != wrong.From)],
            FedBy = [.. step.FedBy.Where(id => id != wrong.From)],
        });
        draft.Mend(
            wrong.To, $"@{wrong.From}", "", $"The steps waited for each other in a circle, {string.Join(" → ", cycle.Select(edge => edge.To).Reverse())}; {wrong.To} can't wait for {wrong.From}.");
        return true;
    }

    private static bool Flows(PlanDraft draft, string from, string to) =>
        draft.TaskOf(draft[to])?.Inputs.Any(slot => draft.Fits(from, slot, draft[to])) ?? true;

    private static StepInput? Without(StepInput input, string target)
    {
        if (!input.References.Any(reference => reference.Target == target))
        {
            return input;
        }

        return input is ListInput list && list.Items.Select(item => Without(item, target)).OfType<StepInput>().ToList() is { Count: > 0 } left ? new ListInput(left) : null;
    }
}
