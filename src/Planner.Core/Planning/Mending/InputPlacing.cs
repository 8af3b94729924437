using System.Text.Json.Nodes;
using Planner.Catalog;
using Planner.Planning.Lexical;
using Planner.Text;
using Planner.Values;

namespace Planner.Planning.Mending;

/// <summary>Puts each input where it belongs: arguments in a row into slots, settings among the parameters, a wrong slot's name right.</summary>
internal static class InputPlacing
{
    public static void Apply(PlanDraft draft, PlanStep step)
    {
        if (draft.TaskOf(step) is not { } task || IsPlaced(draft, step, task))
        {
            return;
        }

        var placed = step.Inputs.Where(pair => task.Slot(pair.Key) is { } slot && MayStay(draft, step, slot, pair.Value)).ToDictionary(StringComparer.Ordinal);
        var open = step.Inputs.Where(pair => !placed.ContainsKey(pair.Key)).ToList();
        while (Best(draft, step, task, open, placed) is { } best)
        {
            open.RemoveAll(pair => pair.Key == best.Name);
            placed[best.Slot.Name] = best.Input;
            if (!IsPlace(best.Name))
            {
                draft.Mend(step.Id, best.Name, best.Slot.Name, $"{task.Id} has no input '{best.Name}' that takes this; '{best.Slot.Name}' does.");
            }
        }

        // What fits nowhere stays where it would have to be converted to.
        foreach (var pair in open.Where(pair => pair.Value.References.Any()).ToList())
        {
            if ((task.Slot(pair.Key) ?? task.Inputs.FirstOrDefault(slot => slot.Required && !placed.ContainsKey(slot.Name))) is { } slot && placed.TryAdd(slot.Name, pair.Value))
            {
                open.Remove(pair);
            }
        }

        step = step with { Inputs = placed };
        foreach (var (name, input) in open)
        {
            step = Leftover(draft, step, task, name, input);
        }

        draft.Put(step);
    }

    // A name that was made up for an argument in a row.
    private static bool IsPlace(string name) => name.StartsWith('$');

    private static bool IsPlaced(PlanDraft draft, PlanStep step, TaskType task) =>
        step.Inputs.All(pair => task.Slot(pair.Key) is { } slot && MayStay(draft, step, slot, pair.Value));

    // What can't be told yet, because it refers to nothing, is not moved for it.
    private static bool MayStay(PlanDraft draft, PlanStep step, TaskSlot slot, StepInput input) =>
        input.References.Any(reference => !draft.Exists(reference.Target)) || draft.Fits(input, slot, step)
        || input is ListInput || FileLike(input) is { } kind && slot.Distance(kind) is not null;

    private static (string Name, StepInput Input, TaskSlot Slot)? Best(
        PlanDraft draft, PlanStep step, TaskType task, List<KeyValuePair<string, StepInput>> open, Dictionary<string, StepInput> placed)
    {
        var choices = from pair in open
                      from slot in task.Inputs
                      where !placed.ContainsKey(slot.Name)
                      let score = Score(draft, step, task, pair.Key, pair.Value, slot)
                      where score is not null
                      orderby score descending
                      select ((string, StepInput, TaskSlot)?)(pair.Key, AsGiven(draft, pair.Value), slot);
        return choices.FirstOrDefault();
    }

    /// <summary>How well an input goes into a slot; null: not at all.</summary>
    private static double? Score(PlanDraft draft, PlanStep step, TaskType task, string name, StepInput input, TaskSlot slot)
    {
        var isPrompt = slot.Name == task.Prompt;
        var score = Alike(name, slot) ? 2.0 : 0;
        if (Unknown(draft, input) || FileLike(input) is not null)
        {
            // It stands for something that is not there; of what kind its name may tell.
            var kind = Hint(name, input);
            return kind is not null && slot.Distance(kind.Value) is null ? null : score + (isPrompt ? 0 : 0.5) + (kind is null ? 0 : 0.5);
        }

        if (IsEmpty(input) || !draft.Fits(input, slot, step))
        {
            return null;
        }

        if (input is LiteralInput { AsText: { } text })
        {
            // A word for a setting is no text to work on.
            return Setting(task, name, text) is not null ? null : score + (isPrompt ? 1 : 0) + (isPrompt && text.TrimEnd().EndsWith('?') ? 1 : 0);
        }

        var distance = input.References.Select(reference => slot.Distance(draft.Checker.ModalityOf(reference, step, draft.All))).Max() ?? 0;
        return score + (isPrompt ? 0 : 1) - (0.4 * distance);
    }

    private static PlanStep Leftover(PlanDraft draft, PlanStep step, TaskType task, string name, StepInput input)
    {
        if (input.References.Any())
        {
            // Whether another slot takes it, or it only has to be done before, is decided with the other links.
            return step with { FedBy = [.. step.FedBy.Union(input.References.Select(reference => reference.Target).Where(draft.All.ContainsKey), StringComparer.Ordinal)] };
        }

        var json = (input as LiteralInput)?.Json ?? input.ToJson();
        var text = (input as LiteralInput)?.AsText;
        if (Setting(task, name, text ?? "") is { } parameter)
        {
            var value = parameter.Type == "language" && text is not null ? JsonValue.Create(Language.CodeOf(text)) : json?.DeepClone();
            return step.Parameters.ContainsKey(parameter.Name) ? step : step with { Parameters = new Dictionary<string, JsonNode?>(step.Parameters, StringComparer.Ordinal) { [parameter.Name] = value } };
        }

        // Nothing is lost: a model reads the instruction.
        var said = text ?? json?.ToJsonString() ?? "";
        if (said.Length > 0 && !step.Instruction.Contains(said, StringComparison.Ordinal))
        {
            var label = IsPlace(name) ? said : $"{name}: {said}";
            step = step with { Instruction = step.Instruction.Length == 0 ? label : $"{step.Instruction} ({label})" };
        }

        draft.Mend(step.Id, $"{(IsPlace(name) ? "argument" : name)}: {Shorten(said)}", said.Length == 0 ? "" : "part of the instruction", $"{task.Id} has no input for it.");
        return step;
    }

    private static TaskParameter? Setting(TaskType task, string name, string text) =>
        task.Parameters.FirstOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? (!text.Trim().Contains(' ', StringComparison.Ordinal) && Language.Find(text) is not null
            ? task.Parameters.FirstOrDefault(parameter => parameter.Type == "language")
            : null);

    // "input_image" and "image", "transcribed_text" and "text".
    private static bool Alike(string name, TaskSlot slot)
    {
        var words = name.Split(['_', '-', ' ', '.'], StringSplitOptions.RemoveEmptyEntries);
        return words.Any(word => slot.Name.Contains(word, StringComparison.OrdinalIgnoreCase) && word.Length > 2 || word.Contains(slot.Name, StringComparison.OrdinalIgnoreCase))
            || words.Any(word => slot.Accepts.Any(modality => string.Equals(modality.Name(), word, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool Unknown(PlanDraft draft, StepInput input) => input.References.Any(reference => !draft.Exists(reference.Target));

    private static bool IsEmpty(StepInput input) => input is LiteralInput { AsText: { } text } && string.IsNullOrWhiteSpace(text);

    /// <summary>What a name of a file that is not there would hold; null when it is no such name.</summary>
    public static Modality? FileLike(StepInput input) =>
        input is LiteralInput { AsText: { Length: > 0 and < 80 } text } && !text.Trim().Contains(' ', StringComparison.Ordinal) ? SourceFiles.OfName(text.Trim().Trim('\'', '"', '<', '>')) : null;

    private static Modality? Hint(string name, StepInput input) =>
        FileLike(input) ?? Words(name).Concat(input.References.SelectMany(reference => Words(reference.Target))).Select(Modalities.Named).FirstOrDefault(modality => modality is not null);

    private static string[] Words(string text) => text.ToLowerInvariant().Split(['_', '-', ' ', '.', '<', '>', '$'], StringSplitOptions.RemoveEmptyEntries);

    // A file that the plan made up is a reference to nothing.
    private static StepInput AsGiven(PlanDraft draft, StepInput input) =>
        FileLike(input) is not null && input is LiteralInput { AsText: { } name }
            ? draft.Checker.Files.FirstOrDefault(file => string.Equals(file.Name, name.Trim().Trim('\'', '"'), StringComparison.OrdinalIgnoreCase)) is { } file
                ? StepInput.To(file.Id)
                : new ReferenceInput(new Reference(name.Trim(), []))
            : input;

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..59] + "…";
}
