using Planner.Catalog;

namespace Planner.Planning.Mending;

/// <summary>References to nothing: off by one, to the step itself, by a task's name, to a file that is not there, or a placeholder.</summary>
internal static class LostReferences
{
    public static void Apply(PlanDraft draft, PlanStep step)
    {
        if (draft.TaskOf(step) is not { } task)
        {
            return;
        }

        foreach (var (name, input) in step.Inputs.ToList())
        {
            if (task.Slot(name) is not { } slot)
            {
                continue;
            }

            foreach (var target in Lost(draft, step, Known(draft, step, slot, input)).Distinct(StringComparer.Ordinal).ToList())
            {
                if (Meant(draft, draft[step.Id], slot, target) is not { } found)
                {
                    continue;
                }

                draft.Put(PlanDraft.Redirected(draft[step.Id], target, found.Id));
                draft.Mend(step.Id, target.StartsWith('<') ? target : "@" + target, "@" + found.Id, found.Why);
            }
        }
    }

    /// <summary>The input with words that only name a step or file turned into references.</summary>
    private static StepInput Known(PlanDraft draft, PlanStep step, TaskSlot slot, StepInput input)
    {
        if (input is not LiteralInput { AsText: { Length: > 1 and < 80 } text } || Named(draft, step, text.Trim(), draft.Fits(input, slot, step)) is not { } target)
        {
            return input;
        }

        var known = StepInput.To(target);
        draft.Put(PlanDraft.With(step, slot.Name, known));
        if (draft.Exists(target))
        {
            draft.Mend(step.Id, text, "@" + target, $"'{text}' is the name of a {(draft.All.ContainsKey(target) ? "step" : "file")}; as an input it needs its '@'.");
        }

        return known;
    }

    private static string? Named(PlanDraft draft, PlanStep step, string text, bool fits)
    {
        var bare = text.TrimStart('@').Trim('\'', '"');
        return draft.Checker.Files.FirstOrDefault(file => string.Equals(file.Name, bare, StringComparison.OrdinalIgnoreCase))?.Id
            ?? (draft.All.ContainsKey(bare) && bare != step.Id ? bare : null)
            ?? (text.StartsWith('@') && draft.Taxonomy.TryGet(bare, out _) ? bare : null)
            ?? (!fits && InputPlacing.FileLike(StepInput.Text(text)) is not null ? text : null);
    }

    private static IEnumerable<string> Lost(PlanDraft draft, PlanStep step, StepInput input) =>
        input.References.Select(reference => reference.Target).Where(target => target != Reference.Item && (target == step.Id || !draft.Exists(target)));

    private static (string Id, string Why)? Meant(PlanDraft draft, PlanStep step, TaskSlot slot, string target)
    {
        bool Takes(string id) => draft.Fits(id, slot, step) && !draft.DependsOn(id, step.Id);

        if (ByTask(draft, step, target).Where(Takes).ToList() is [var named])
        {
            return (named, $"Step {step.Id} refers to a task where it needs a step; {named} is the only step with it.");
        }

        if (target is ['s', ..] && int.TryParse(target.AsSpan(1), out var number))
        {
            var before = FormattableString.Invariant($"s{number - 1}");
            var after = FormattableString.Invariant($"s{number + 1}");
            var place = draft.PlaceOf(step.Id);
            foreach (var near in new[] { before, number == 0 ? after : "" }.Where(id => draft.All.ContainsKey(id) && draft.PlaceOf(id) < place && Takes(id)))
            {
                return (near, target == step.Id ? $"Step {step.Id} refers to itself; the step before it, {near}, gives what it needs." : $"There is no step {target}; {near} is next to it and gives what {step.Id} needs.");
            }
        }

        // A number that is far off may mean anything, but for what the plan's links say.
        if (target is ['s', _, ..] && target.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return step.FedBy.Where(Takes).ToList() is [var linked] ? (linked, $"There is no step {target}; the plan's links say that {linked} feeds {step.Id}.") : null;
        }

        var kind = InputPlacing.FileLike(StepInput.Text(target));
        return Sources.For(draft, step, slot, kind) is { } source
            ? (source, $"There is no '{target}'; {source} is the one thing that can be meant.")
            : null;
    }

    // "<output from Text-to-Image>", "@translation".
    private static IEnumerable<string> ByTask(PlanDraft draft, PlanStep step, string target)
    {
        var text = Letters(target);
        return draft.Before(step)
            .Where(other => draft.TaskOf(other) is { } task && task.Aliases.Append(task.Id).Select(Letters).Any(name => name.Length > 3 && text.Contains(name, StringComparison.Ordinal)))
            .Select(other => other.Id);
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
