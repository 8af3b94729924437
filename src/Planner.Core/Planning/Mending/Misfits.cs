using Planner.Catalog;
using Planner.Values;

namespace Planner.Planning.Mending;

/// <summary>References whose value does not fit: turned to what was converted already, to the neighbour, or converted by one step more.</summary>
internal static class Misfits
{
    // One way from one to the other, by the Hub's tasks of these names; anything else would be a guess.
    private static readonly (Modality From, Modality To, string Task)[] Conversions =
    [
        (Modality.Image, Modality.Text, "image-to-text"),
        (Modality.Document, Modality.Text, "image-to-text"),
        (Modality.Audio, Modality.Text, "automatic-speech-recognition"),
        (Modality.Text, Modality.Audio, "text-to-speech"),
        (Modality.Text, Modality.Image, "text-to-image"),
        (Modality.Text, Modality.Video, "text-to-video"),
    ];

    public static void Apply(PlanDraft draft, PlanStep step)
    {
        if (draft.TaskOf(step) is not { } task)
        {
            return;
        }

        foreach (var slot in task.Inputs)
        {
            var input = step.Inputs.GetValueOrDefault(slot.Name);
            foreach (var reference in (input?.References ?? []).Where(reference => draft.Exists(reference.Target)).Distinct().ToList())
            {
                if (!draft.Fits(new ReferenceInput(reference), slot, draft[step.Id]))
                {
                    Turn(draft, draft[step.Id], slot, reference);
                }
            }

            Spread(draft, draft[step.Id], slot);
        }
    }

    private static void Turn(PlanDraft draft, PlanStep step, TaskSlot slot, Reference reference)
    {
        if (Instead(draft, step, slot, reference.Target) is not { } found)
        {
            if (step.Inputs[slot.Name] is ReferenceInput && draft.All.ContainsKey(reference.Target))
            {
                draft.Put(PlanDraft.With(step, slot.Name, null) with { After = [.. step.After.Union([reference.Target], StringComparer.Ordinal)] });
                draft.Mend(step.Id, $"{slot.Name}: {reference}", $"after: {reference.Target}", $"{step.Id} can't take what {reference.Target} gives; it only waits for it.");
            }

            return;
        }

        var turned = new Reference(found.Id, []);
        var input = step.Inputs[slot.Name].Map(each => each.Equals(reference) ? turned : each);
        var after = draft.All.ContainsKey(reference.Target) && !draft.DependsOn(found.Id, reference.Target) && !input.References.Any(each => each.Target == reference.Target)
            ? step.After.Union([reference.Target], StringComparer.Ordinal)
            : step.After;
        draft.Put(PlanDraft.With(step, slot.Name, input) with { After = [.. after] });
        draft.Mend(step.Id, reference.ToString(), "@" + found.Id, found.Why);
    }

    private static (string Id, string Why)? Instead(PlanDraft draft, PlanStep step, TaskSlot slot, string target)
    {
        bool Takes(string id) => id != target && draft.Fits(id, slot, step) && !draft.DependsOn(id, step.Id);
        string Needs() => $"{step.Id} can't take what {target} gives";

        var taken = step.Dependencies.ToHashSet(StringComparer.Ordinal);
        var earlier = draft.Before(step).Where(other => Takes(other.Id) && !taken.Contains(other.Id)).ToList();
        if (earlier.Find(other => other.Id != target && draft.DependsOn(other.Id, target)) is { } converted)
        {
            return (converted.Id, $"{Needs()}; {converted.Id} makes the right kind of it.");
        }

        if (draft.Before(step).FirstOrDefault(other => earlier.Contains(other) && Math.Abs(draft.PlaceOf(other.Id) - draft.PlaceOf(target)) == 1 && !draft.IsUsed(other.Id)) is { } neighbour)
        {
            return (neighbour.Id, $"{Needs()}; {neighbour.Id} next to it gives the right kind and nothing else takes it.");
        }

        var conversion = Conversion(draft, step, slot, target);
        if (conversion is { } reading && Reads(draft.Gives(target, step)))
        {
            return Insert(draft, step, target, reading);
        }

        // Both work on the same thing: the picture in which objects were found is the picture to classify.
        if (Origin(draft, step, slot, target, Takes) is { } origin)
        {
            return (origin, $"{Needs()}; {origin}, which {target} was made from, is of the right kind.");
        }

        return conversion is { } making ? Insert(draft, step, target, making) : null;
    }

    // What is seen or heard becomes words; the other way round something new would be made up.
    private static bool Reads(Modality given) => given is Modality.Image or Modality.Audio or Modality.Document;

    private static string? Origin(PlanDraft draft, PlanStep step, TaskSlot slot, string target, Func<string, bool> takes)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { target };
        var level = new List<string> { target };
        while (level.Count > 0)
        {
            level = [.. level.Where(draft.All.ContainsKey).SelectMany(id => draft[id].Dependencies).Where(seen.Add)];
            if (level.Where(takes).OrderBy(id => slot.Distance(draft.Gives(id, step))).FirstOrDefault() is { } origin)
            {
                return origin;
            }
        }

        return null;
    }

    private static TaskType? Conversion(PlanDraft draft, PlanStep step, TaskSlot slot, string target)
    {
        var given = draft.Gives(target, step);
        return Conversions.Where(way => Modalities.Fits(given, way.From) && slot.Takes(way.To))
            .Select(way => draft.Taxonomy.TryGet(way.Task, out var task) && task.Plannable && task.Inputs.Count(one => one.Required) == 1 && task.Inputs[0].Takes(given) ? task : null)
            .FirstOrDefault(task => task is not null);
    }

    private static (string Id, string Why) Insert(PlanDraft draft, PlanStep step, string target, TaskType task)
    {
        var conversion = new PlanStep { Id = draft.FreshId(), Task = task.Id, Inputs = new Dictionary<string, StepInput> { [task.Inputs[0].Name] = StepInput.To(target) } };
        draft.Insert(conversion, step.Id);
        return (conversion.Id, $"{step.Id} can't take what {target} gives; {task.Id} makes the right kind of it, as the new step {conversion.Id}.");
    }

    /// <summary>Several values where one is taken: the step runs for each.</summary>
    private static void Spread(PlanDraft draft, PlanStep step, TaskSlot slot)
    {
        if (step.ForEach is null && step.Inputs.GetValueOrDefault(slot.Name) is ListInput { Items.Count: > 1 } list
            && !draft.Fits(list, slot, step) && list.Items.All(item => draft.Fits(item, slot, step)))
        {
            draft.Put(PlanDraft.With(step, slot.Name, StepInput.To(Reference.Item)) with { ForEach = list });
            draft.Mend(step.Id, $"{slot.Name}: {list.Items.Count} values", "for_each", $"{step.Task} takes one at a time; it runs for each of them.");
        }
    }
}
