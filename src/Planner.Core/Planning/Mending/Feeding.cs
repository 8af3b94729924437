using Planner.Catalog;

namespace Planner.Planning.Mending;

/// <summary>
/// Turns links without a slot into inputs: what the controller says feeds a step goes where it fits. The links count for more than a
/// reference that contradicts them, and than words that stand for what is not there yet.
/// </summary>
internal static class Feeding
{
    public static void Apply(PlanDraft draft, PlanStep step)
    {
        if (step.FedBy.Count == 0 || draft.TaskOf(step) is not { } task)
        {
            return;
        }

        var links = step.FedBy;
        foreach (var source in links.Where(id => !draft[step.Id].Dependencies.Contains(id, StringComparer.Ordinal)))
        {
            if (!draft.All.ContainsKey(source) || source == step.Id)
            {
                draft.Mend(step.Id, $"{source} → {step.Id}", "", source == step.Id ? "A step can't feed itself." : $"There is no step {source}.");
            }
            else
            {
                Connect(draft, draft[step.Id], task, source, links);
            }
        }

        draft.Put(draft[step.Id] with { FedBy = [] });
    }

    private static void Connect(PlanDraft draft, PlanStep step, TaskType task, string source, IReadOnlyList<string> links)
    {
        var slots = task.Inputs.Where(slot => draft.Fits(source, slot, step)).OrderBy(slot => slot.Distance(draft.Gives(source, step))).ThenBy(slot => slot.Name == task.Prompt).ToList();
        if (slots.FirstOrDefault(slot => !step.Inputs.ContainsKey(slot.Name)) is { } free)
        {
            draft.Put(PlanDraft.With(step, free.Name, StepInput.To(source)));
        }
        else if (slots.Count == 0 && task.Inputs.FirstOrDefault(slot => slot.Required && !step.Inputs.ContainsKey(slot.Name)) is { } convertible)
        {
            // It has to be converted first.
            draft.Put(PlanDraft.With(step, convertible.Name, StepInput.To(source)));
        }
        else if (slots.FirstOrDefault(slot => Contradicts(draft, step, slot, links)) is { } wrong)
        {
            var before = step.Inputs[wrong.Name].ToJson()?.ToJsonString() ?? "null";
            draft.Put(PlanDraft.With(step, wrong.Name, StepInput.To(source)));
            draft.Mend(step.Id, $"{wrong.Name}: {Shorten(before)}", $"{wrong.Name}: @{source}", $"The plan's links say that {source} feeds {step.Id}.");
        }
        else if (slots.FirstOrDefault(slot => IsJoinable(slot) && step.Inputs[slot.Name].References.Any()) is { } several)
        {
            var input = step.Inputs[several.Name];
            IReadOnlyList<StepInput> items = input is ListInput list ? list.Items : [input];
            draft.Put(PlanDraft.With(step, several.Name, StepInput.List([.. items, StepInput.To(source)])));
        }
        else
        {
            draft.Put(step with { After = [.. step.After, source] });
        }
    }

    /// <summary>Whether what a slot has is neither linked nor the user's own.</summary>
    private static bool Contradicts(PlanDraft draft, PlanStep step, TaskSlot slot, IReadOnlyList<string> links) => step.Inputs[slot.Name] switch
    {
        ReferenceInput { Reference.Target: var target } => draft.Checker.FileWithId(target) is null && !links.Contains(target, StringComparer.Ordinal),
        LiteralInput { AsText: { } text } => !IsSaid(draft.Request, text),
        _ => false,
    };

    private static bool IsSaid(string request, string text) => Plain(request).Contains(Plain(text), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string text) => string.Join(' ', text.Split([' ', '\n', '\t', '\'', '"', '.', ',', '?', '!', ':'], StringSplitOptions.RemoveEmptyEntries));

    private static bool IsJoinable(TaskSlot slot) => slot.Many || slot.Accepts.Any(modality => modality is Values.Modality.Text);

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..59] + "…";
}
