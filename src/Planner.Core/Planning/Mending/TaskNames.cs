using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Planner.Catalog;
using Planner.Matching;
using Planner.Planning.Lexical;
using Planner.Runs;
using Planner.Text;
using Planner.Values;

namespace Planner.Planning.Mending;

/// <summary>Finds the task that an invented or misspelt name means: by its letters, its words, the cues of tasks, and what goes in and out.</summary>
internal sealed partial class TaskNames
{
    // A name may miss a fifth of its letters to count as misspelt.
    private const double Misspelt = 0.8;

    // What it counts that the embedded controller reads the name as the task, beside the share of words in common.
    private const double Cue = 0.8;

    // What it counts, as a share of the rest, that the embedded controller reads the task out of the request and no other step has it.
    private const double Wished = 0.5;

    // Below this no task is meant more than another; found on the plans of weak models that the evaluation reads.
    private const double Least = 0.25;

    private static readonly ConditionalWeakTable<TaskTaxonomy, TaskNames> Known = [];

    private readonly TaskTaxonomy _taxonomy;
    private readonly IReadOnlyList<TaskType> _tasks;
    private readonly Bm25Index _index;

    private TaskNames(TaskTaxonomy taxonomy)
    {
        _taxonomy = taxonomy;
        _tasks = [.. taxonomy.Tasks.Where(task => task.Plannable)];
        _index = new Bm25Index(
            [new Bm25Field("name", 3), new Bm25Field("description", 1)],
            [.. _tasks.Select(IReadOnlyList<string>[] (task) => [Words(string.Join(' ', task.Aliases.Prepend(task.Id))), Words(task.Description)])]);
    }

    /// <summary>The names of a taxonomy; read once for each.</summary>
    public static TaskNames Of(TaskTaxonomy taxonomy) => Known.GetValue(taxonomy, tasks => new TaskNames(tasks));

    /// <summary>The step with its task as the taxonomy spells it, when it knows the name but for letter case, blanks and marks.</summary>
    public static PlanStep Canonical(PlanStep step, TaskTaxonomy taxonomy) =>
        taxonomy.TryGet(step.Task, out var task) || taxonomy.TryGet(step.Task.Trim().Replace(' ', '-').Replace('_', '-'), out task) ? step with { Task = task.Id } : step;

    /// <summary>Gives a step with an unknown task the nearest one.</summary>
    public void Apply(PlanDraft draft, PlanStep step)
    {
        if (draft.TaskOf(step) is not null || Nearest(draft, step) is not { } task)
        {
            return;
        }

        draft.Put(step with { Task = task.Id, Instruction = step.Instruction.Length > 0 ? step.Instruction : step.Task });
        draft.Mend(step.Id, step.Task, task.Id, $"There is no task '{step.Task}'; '{task.Id}' is nearest to it by name and by what goes in and out.");
    }

    private TaskType? Nearest(PlanDraft draft, PlanStep step)
    {
        var spelt = Letters(step.Task);
        if (_tasks.FirstOrDefault(task => Spellings(task).Contains(spelt, StringComparer.Ordinal)) is { } same)
        {
            return same;
        }

        // "A or B", "A (B)": what is told last tells more about A.
        var parts = Seams().Split(step.Task).Where(part => part.Any(char.IsLetter)).ToList();
        if (parts.Count > 1 && parts.Select(part => _tasks.FirstOrDefault(task => Spellings(task).Contains(Letters(part), StringComparer.Ordinal))).FirstOrDefault(task => task is not null) is { } part)
        {
            return part;
        }

        var scores = Scores(step);
        var wished = LexicalPlanner.Draft(new Request { Text = draft.Request, Options = new RequestOptions { PlanOnly = true } }, _taxonomy).Steps.Select(wish => wish.Task)
            .Except(draft.All.Values.Select(other => other.Task), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var best = _tasks.Select((task, index) => (Task: task, Score: scores[index] * Fit(draft, step, task) * (wished.Contains(task.Id) ? 1 + Wished : 1)))
            .OrderByDescending(pair => pair.Score)
            .FirstOrDefault();
        return best.Score >= Least ? best.Task : null;
    }

    private double[] Scores(PlanStep step)
    {
        var words = Words(Apart().Replace(step.Task, "$1 $2"));
        var byWords = _index.Score(words);
        var cued = Cued(step.Task);
        var letters = Letters(step.Task);
        return [.. _tasks.Select((task, index) =>
            byWords[index] + cued.GetValueOrDefault(task.Id) + Spellings(task).Max(spelling => Likeness(letters, spelling)))];
    }

    // What the embedded controller would plan for these words alone.
    private Dictionary<string, double> Cued(string name)
    {
        var plan = LexicalPlanner.Draft(new Request { Text = name.Replace('-', ' ').Replace('_', ' '), Language = "en", Options = new RequestOptions { PlanOnly = true } }, _taxonomy);
        return plan.Evidence.Count == 0 ? []
            : plan.Steps.GroupBy(step => step.Task, StringComparer.Ordinal).ToDictionary(group => group.Key, _ => Cue, StringComparer.Ordinal);
    }

    /// <summary>How well a task fits what the step is given and what takes its value: 1 when all does.</summary>
    private static double Fit(PlanDraft draft, PlanStep step, TaskType task)
    {
        var given = step.Inputs.Values.SelectMany(input => input.References).Select(reference => reference.Target).Concat(step.FedBy)
            .Where(draft.Exists).Distinct(StringComparer.Ordinal)
            .Select(target => draft.Gives(target, step))
            .Where(modality => modality is not (Modality.Any or Modality.Unknown))
            .ToList();
        var taken = draft.All.Values
            .Where(other => other.Id != step.Id && PlanDraft.Needs(other).Contains(step.Id, StringComparer.Ordinal))
            .Select(draft.TaskOf)
            .OfType<TaskType>()
            .ToList();
        var fitting = given.Count(modality => task.Inputs.Any(slot => slot.Takes(modality)))
            + taken.Count(taker => taker.Inputs.Any(slot => slot.Takes(task.Output)));
        var all = given.Count + taken.Count;
        return (all == 0 ? 1 : 0.4 + (0.6 * fitting / all)) * Said(step.Task, task);
    }

    /// <summary>How well a task fits what the name itself says goes in and out: "Text-to-X", "Audio Y".</summary>
    private static double Said(string name, TaskType task)
    {
        var words = Apart().Replace(name, "$1 $2").Split([' ', '-', '_'], StringSplitOptions.RemoveEmptyEntries);
        var to = Array.FindIndex(words, word => string.Equals(word, "to", StringComparison.OrdinalIgnoreCase));
        var takes = Kind(words.FirstOrDefault());
        var gives = to > 0 ? Kind(words.ElementAtOrDefault(to + 1)) : null;
        return (takes is null || task.Inputs.Any(slot => slot.Takes(takes.Value)) ? 1 : 0.4)
            * (gives is null || Modalities.Fits(task.Output, gives.Value) ? 1 : 0.4);
    }

    private static Modality? Kind(string? word) => word?.ToUpperInvariant() switch
    {
        "TEXT" or "SENTENCE" => Modality.Text,
        "IMAGE" or "PICTURE" or "PHOTO" => Modality.Image,
        "AUDIO" or "SPEECH" or "VOICE" or "SOUND" => Modality.Audio,
        "VIDEO" => Modality.Video,
        _ => null,
    };

    private static IEnumerable<string> Spellings(TaskType task) => task.Aliases.Prepend(task.Id).Select(Letters);

    /// <summary>0 below <see cref="Misspelt"/>, then up to 1: the share of letters that need no change (Levenshtein).</summary>
    private static double Likeness(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > (1 - Misspelt) * Math.Max(one.Length, other.Length) || one.Length > 60)
        {
            return 0;
        }

        var share = 1 - ((double)EditDistance.Between(one, other) / Math.Max(Math.Max(one.Length, other.Length), 1));
        return share >= Misspelt ? share : 0;
    }

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static List<string> Words(string text) => SearchTerms.Of(text);

    [GeneratedRegex(@"\s+or\s+|\s+and\s+|[()/,:]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Seams();

    [GeneratedRegex(@"(\p{Ll})(\p{Lu})", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Apart();
}
