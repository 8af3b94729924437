using Planner.Catalog;
using Planner.Values;

namespace Planner.Planning.Mending;

/// <summary>Finds the one thing that can fill a slot.</summary>
internal static class Sources
{
    /// <summary>A step or file that can be meant and nothing else can; null when there is none or more than one.</summary>
    /// <param name="draft">The plan.</param>
    /// <param name="step">The step with the slot.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="kind">What is known of the value; null: nothing.</param>
    public static string? For(PlanDraft draft, PlanStep step, TaskSlot slot, Modality? kind = null)
    {
        bool Takes(string target) => draft.Fits(target, slot, step) && (kind is null || Modalities.Fits(draft.Gives(target, step), kind.Value));

        // What the controller itself linked to this step comes first.
        var used = step.Dependencies.ToHashSet(StringComparer.Ordinal);
        if (step.FedBy.Where(id => !used.Contains(id) && Takes(id) && !draft.DependsOn(id, step.Id)).OrderByDescending(draft.PlaceOf).FirstOrDefault() is { } fed)
        {
            return fed;
        }

        var earlier = draft.Before(step).Where(other => Takes(other.Id) && !used.Contains(other.Id) && !draft.DependsOn(other.Id, step.Id)).ToList();
        var unused = earlier.Where(other => !draft.IsUsed(other.Id)).ToList();
        var files = draft.Checker.Files.Where(file => Takes(file.Id) && !used.Contains(file.Id)).ToList();

        // A result that nothing takes was made for something.
        return unused switch
        {
            [var only] => only.Id,
            [var nearest, ..] when draft.PlaceOf(nearest.Id) == draft.PlaceOf(step.Id) - 1 => nearest.Id,
            _ when files.Count == 1 => files[0].Id,
            _ when files.Count == 0 && earlier is [var last, ..] && (earlier.Count == 1 || draft.PlaceOf(last.Id) == draft.PlaceOf(step.Id) - 1) => last.Id,
            _ => null,
        };
    }
}
