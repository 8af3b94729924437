using System.Text.Json.Nodes;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Runs;
using Planner.Values;

namespace Planner.Planning;

/// <summary>
/// Says what is wrong with a plan: unknown tasks and inputs, missing inputs, types that don't fit, references to nothing, cycles, limits.
/// Nothing runs that it has not passed.
/// </summary>
/// <param name="taxonomy">The tasks that there are.</param>
/// <param name="attachments">The files that came with the request.</param>
/// <param name="named">Files that the request only names, for planning without them; may still grow.</param>
/// <param name="limits">How large a plan may be.</param>
public sealed class PlanChecker(TaskTaxonomy taxonomy, IReadOnlyList<Attachment> attachments, IEnumerable<Attachment> named, PlanLimits limits)
{
    private const double MaxStepSeconds = 86_400;

    /// <summary>The files that steps may refer to.</summary>
    internal IEnumerable<Attachment> Files => attachments.Concat(named);

    /// <summary>Checks a whole plan.</summary>
    public IReadOnlyList<PlanProblem> Check(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Steps.Count > limits.MaxSteps)
        {
            return [new PlanProblem(null, $"The plan has {plan.Steps.Count} steps; at most {limits.MaxSteps} are allowed. Ask for less at once, or raise Planner:Plan:MaxSteps.")];
        }

        var problems = new List<PlanProblem>();
        var steps = new Dictionary<string, PlanStep>(StringComparer.Ordinal);
        foreach (var step in plan.Steps)
        {
            if (!steps.TryAdd(step.Id, step))
            {
                problems.Add(new PlanProblem(step.Id, $"Two steps have the id '{step.Id}'. Give each its own."));
            }
        }

        problems.AddRange(plan.Steps.SelectMany(step => Check(step, steps)));
        if (plan.Graph.FindCycle() is { } cycle)
        {
            problems.Add(new PlanProblem(cycle[0], $"The steps wait for each other in a circle: {string.Join(" → ", cycle)}. Remove one of these references."));
        }

        return problems;
    }

    /// <summary>Checks one step against the steps that it may refer to.</summary>
    public IReadOnlyList<PlanProblem> Check(PlanStep step, IReadOnlyDictionary<string, PlanStep> steps)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(steps);
        if (!taxonomy.TryGet(step.Task, out var task))
        {
            return [new PlanProblem(step.Id, $"Step {step.Id} names the task '{step.Task}', which does not exist. 'planner tasks' lists those that do.")];
        }

        var problems = new List<PlanProblem>();
        void Add(string message) => problems.Add(new PlanProblem(step.Id, $"Step {step.Id} ({task.Id}) {message}"));

        foreach (var target in step.Dependencies.Where(target => !steps.ContainsKey(target) && FileWithId(target) is null))
        {
            Add($"refers to '{target}', and there is no such step or file. Refer to one that exists.");
        }

        if (step.ForEach is { } forEach && forEach is not (ReferenceInput or ListInput))
        {
            Add("has a for_each that is no list. Give it a reference to a list, such as @s1.boxes.");
        }

        if (step.ForEach is null && step.Inputs.Values.SelectMany(input => input.References).Any(reference => reference.Target == Reference.Item))
        {
            Add("refers to '@item', which is there only with for_each. Add for_each, or refer to a step.");
        }

        if (step.Requirements?.MaxSeconds is { } seconds && !(seconds > 0 && seconds <= MaxStepSeconds))
        {
            Add("has max_seconds out of range. Give more than 0 and at most 86400 seconds, or leave it out.");
        }

        foreach (var slot in task.Inputs.Where(slot => slot.Required && !step.Inputs.ContainsKey(slot.Name)))
        {
            Add($"lacks its input '{slot.Name}' ({Names(slot)}).{Attached()}");
        }

        foreach (var (name, input) in step.Inputs)
        {
            if (task.Slot(name) is not { } slot)
            {
                Add($"has no input '{name}'; it takes {string.Join(", ", task.Inputs.Select(known => known.Name))}.");
            }
            else if (Misfit(input, slot, step, steps) is { } misfit)
            {
                Add($"needs {Names(slot)} as '{name}', but {misfit}.");
            }
        }

        return problems;
    }

    /// <summary>Why an input does not fit a slot; null when it does.</summary>
    internal string? Misfit(StepInput input, TaskSlot slot, PlanStep step, IReadOnlyDictionary<string, PlanStep> steps)
    {
        switch (input)
        {
            case ReferenceInput { Reference: var reference }:
                return Takes(slot, reference, step, steps) ? null : $"{Describe(reference)} is {Article(ModalityOf(reference, step, steps))}";
            case TemplateInput template:
                return slot.Distance(Modality.Text) is null
                    ? "a text is given"
                    : template.References
                        .Where(reference => !Modalities.Fits(ModalityOf(reference, step, steps), Modality.Text))
                        .Select(reference => $"{Describe(reference)}, {Article(ModalityOf(reference, step, steps))}, can't be put into a text")
                        .FirstOrDefault();
            case ListInput { Items: { Count: > 1 } items } when !slot.Many && !slot.Accepts.Any(Joinable):
                return $"{items.Count} are given and it takes one. Use for_each to run it for each of them";
            case ListInput { Items: var items }:
                return items.Count == 0 ? "the list is empty" : items.Select(item => Misfit(item, slot, step, steps)).FirstOrDefault(misfit => misfit is not null);
            case LiteralInput { Json: null }:
                return "null is given";
            case LiteralInput { AsText: { } text }:
                // A text file may stand for a document, words in the plan are no file.
                return slot.Distance(Modality.Text) is null || slot.Accepts.All(Modalities.IsMedia) ? $"the text \"{Shorten(text)}\" is given"
                    : slot.Required && string.IsNullOrWhiteSpace(text) ? "an empty text is given"
                    : null;
            case LiteralInput { Json: JsonObject or JsonArray }:
                return slot.Accepts.All(Modalities.IsMedia) ? "JSON is given" : null;
            default:
                return slot.Accepts.All(Modalities.IsMedia) ? "a number is given" : null;
        }
    }

    /// <summary>Whether a slot takes what a reference gives.</summary>
    internal bool Takes(TaskSlot slot, Reference reference, PlanStep step, IReadOnlyDictionary<string, PlanStep> steps)
    {
        var given = ModalityOf(reference, step, steps);
        return FileWithId(reference.Target) is null ? slot.Takes(given) : slot.Distance(given) is not null;
    }

    // Several texts, and what reads as text, can be put one after the other.
    private static bool Joinable(Modality modality) => modality is Modality.Text or Modality.Labels or Modality.Any;

    /// <summary>What a reference gives.</summary>
    internal Modality ModalityOf(Reference reference, PlanStep step, IReadOnlyDictionary<string, PlanStep> steps)
    {
        if (reference.Target == Reference.Item || reference.Equals((step.ForEach as ReferenceInput)?.Reference))
        {
            return Modality.Any;
        }

        if (FileWithId(reference.Target) is { } file)
        {
            return MediaTypes.ModalityOf(file.Artifact.MediaType);
        }

        var output = steps.TryGetValue(reference.Target, out var source) && taxonomy.TryGet(source.Task, out var task) ? task.Output : Modality.Any;
        return reference.Path is [] or [{ Name: null }] ? output
            : reference.Path is [{ Name: { } member }] && Modalities.Named(member) is { } named ? named
            : Modality.Any;
    }

    private string Describe(Reference reference) =>
        FileWithId(reference.Target) is { } file ? file.Name : $"the result of {reference.Body}";

    /// <summary>The file with that id, or null.</summary>
    internal Attachment? FileWithId(string id) => Files.FirstOrDefault(file => file.Id == id);

    private string Attached() => !Files.Any()
        ? " No file is attached; attach one."
        : $" Attached: {string.Join(", ", Files.Select(file => $"{file.Name} ({file.Artifact.MediaType})"))}.";

    private static string Names(TaskSlot slot) => string.Join(" or ", slot.Accepts.Select(Article));

    private static string Article(Modality modality) => modality switch
    {
        Modality.Image => "an image",
        Modality.Audio => "audio",
        Modality.Any => "anything",
        Modality.Unknown => "a file of no known kind",
        Modality.Labels or Modality.Boxes or Modality.Spans or Modality.Scores => modality.Name(),
        _ => "a " + modality.Name(),
    };

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..39] + "…";
}
