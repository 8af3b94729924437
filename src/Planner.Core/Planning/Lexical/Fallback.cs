using Planner.Catalog;

namespace Planner.Planning.Lexical;

/// <summary>What a request without any cue asks for: a chat, or the usual wish for the kind of file that it brings.</summary>
internal static class Fallback
{
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
        var usual = ByFile.Where(pair => (material.Given & pair.Kind) != 0).Select(pair => pair.Task);
        foreach (var id in usual.Concat(["conversational", "text-generation"]))
        {
            if (taxonomy.TryGet(id, out var task) && !task.Unplannable)
            {
                yield return new Ask { Task = task, Score = 0.3, First = 0, Last = request.Words.Count - 1 };
                yield break;
            }
        }
    }
}
