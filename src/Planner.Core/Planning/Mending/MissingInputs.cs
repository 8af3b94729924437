using Planner.Catalog;
using Planner.Values;

namespace Planner.Planning.Mending;

/// <summary>Fills required inputs that have nothing, or words where a file is due: by the one thing that fits, or by the request's own words.</summary>
internal static class MissingInputs
{
    public static void Apply(PlanDraft draft, PlanStep step)
    {
        if (draft.TaskOf(step) is not { } task)
        {
            return;
        }

        foreach (var slot in task.Inputs)
        {
            if (Unfit(draft, draft[step.Id], slot) is { } words)
            {
                draft.Put(Told(PlanDraft.With(draft[step.Id], slot.Name, null), words));
                draft.Mend(step.Id, $"{slot.Name}: {Shorten(words)}", words.Length == 0 ? "" : "part of the instruction", $"{slot.Name} takes {string.Join(" or ", slot.Accepts.Select(kind => kind.Name()))}, not these words.");
            }
        }

        foreach (var slot in task.Inputs.Where(slot => slot.Required && !draft[step.Id].Inputs.ContainsKey(slot.Name)))
        {
            Fill(draft, draft[step.Id], task, slot);
        }
    }

    private static void Fill(PlanDraft draft, PlanStep step, TaskType task, TaskSlot slot)
    {
        var isText = slot.Distance(Modality.Text) is not null && !slot.Accepts.All(Modalities.IsMedia);
        if (slot.Name == task.Prompt && isText && (step.FedBy.Count == 0 || task.Inputs.Count > 1))
        {
            Ask(draft, step, slot, "asks for words, and the request's own are there for it");
        }
        else if (Sources.For(draft, step, slot) is { } source)
        {
            draft.Put(PlanDraft.With(step, slot.Name, StepInput.To(source)));
            draft.Mend(step.Id, $"{slot.Name}:", $"{slot.Name}: @{source}", $"Step {step.Id} lacks its input '{slot.Name}'; {source} is the one thing that fits.");
        }
        else if (isText && slot.Accepts.Contains(Modality.Text) && !IsAllAsked(draft, step, task))
        {
            Ask(draft, step, slot, "lacks its text, and no step or file gives one but the request itself");
        }
    }

    // A request that is but a question holds nothing to find its answer in.
    private static bool IsAllAsked(PlanDraft draft, PlanStep step, TaskType task) =>
        task.Prompt is { } prompt && step.Inputs.GetValueOrDefault(prompt) is LiteralInput { AsText: { } asked } && asked.Trim().Length >= draft.Request.Trim().Length;

    private static void Ask(PlanDraft draft, PlanStep step, TaskSlot slot, string why)
    {
        draft.Put(PlanDraft.With(step, slot.Name, StepInput.Text(draft.Request)));
        draft.Mend(step.Id, $"{slot.Name}:", $"{slot.Name}: the request's words", $"Step {step.Id} {why}.");
    }

    // Words where none can be taken; null when what is there may stay.
    private static string? Unfit(PlanDraft draft, PlanStep step, TaskSlot slot) =>
        step.Inputs.GetValueOrDefault(slot.Name) switch
        {
            LiteralInput { Json: null } => "",
            LiteralInput literal when !draft.Fits(literal, slot, step) => literal.AsText ?? literal.Json!.ToJsonString(),
            ListInput { Items.Count: 0 } => "",

            // A placeholder that nothing could be found for; what it says is known to nobody.
            ReferenceInput { Reference.Target: ['<' or '[' or '{', ..] } => "",
            _ => null,
        };

    private static PlanStep Told(PlanStep step, string words) =>
        string.IsNullOrWhiteSpace(words) || step.Instruction.Contains(words, StringComparison.Ordinal) ? step
            : step with { Instruction = step.Instruction.Length == 0 ? words : $"{step.Instruction} ({words})" };

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..59] + "…";
}
