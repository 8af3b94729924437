using Planner.Catalog;

namespace Planner.Planning.Lexical;

/// <summary>
/// What a request without any cue asks for: what its single words hint at, otherwise a chat, or the usual wish for the kind of file that
/// it brings.
/// </summary>
internal static class Fallback
{
    // Two rare words, or three that several tasks share, among some fifty tasks.
    private const double Hinted = 4.5;

    private static readonly (WordClass Kind, string Task)[] ByFile =
    [
        (WordClass.Table, "table-question-answering"),
        (WordClass.Page, "document-question-answering"),
        (WordClass.Image, "image-text-to-text"),
        (WordClass.Image, "visual-question-answering"),
        (WordClass.Audio, "automatic-speech-recognition"),
        (WordClass.Video, "video-text-to-text"),
    ];

    /// <summary>One ask, or none when the taxonomy has no task for it.</summary>
    public static IEnumerable<Ask> For(RequestText request, Material material, TaskTaxonomy taxonomy)
    {
        if (Task(request, material, taxonomy) is { } task)
        {
            yield return new Ask { Task = task, Score = 0.3, First = 0, Last = request.Words.Count - 1 };
        }
    }

    private static TaskType? Task(RequestText request, Material material, TaskTaxonomy taxonomy)
    {
        var hints = request.Has(LexicalParts.Hints) ? WordHints.Of(taxonomy).For(request) : [];
        if (material.Given != WordClass.None && hints.FirstOrDefault(hint => Takes(hint.Task, material.Given)) is { Score: >= Hinted } hinted)
        {
            return hinted.Task;
        }

        var usual = ByFile.Where(pair => (material.Given & pair.Kind) != 0).Select(pair => pair.Task);
        foreach (var id in usual.Concat(["conversational", "text-generation"]))
        {
            if (taxonomy.TryGet(id, out var task) && !task.Unplannable)
            {
                return task;
            }
        }

        // Tasks among which there is nobody to chat with: the likeliest of them.
        return hints.Count > 0 ? hints[0].Task : null;
    }

    // The first thing that the task works on came with the request.
    private static bool Takes(TaskType task, WordClass given) =>
        task.Inputs is [var slot, ..] && slot.Accepts.Any(modality => (Traits.ClassOf(modality) & given) != 0)
        && !(slot.Name == task.Prompt);
}
