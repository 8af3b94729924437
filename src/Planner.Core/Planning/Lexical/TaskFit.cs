using Planner.Catalog;
using Planner.Values;

namespace Planner.Planning.Lexical;

/// <summary>Swaps a task for its sister when what it is to work on calls for that.</summary>
internal static class TaskFit
{
    /// <summary>
    /// A question on pages that are read anyway, or on several pages, is asked of their text: a document is read once.
    /// </summary>
    public static List<Ask> Apply(RequestText request, TaskTaxonomy taxonomy, List<Ask> asks)
    {
        if (!taxonomy.TryGet("question-answering", out var textQuestion) || !taxonomy.TryGet("image-to-text", out _))
        {
            return asks;
        }

        var pages = request.Files.Where(file => file.IsReadable).ToList();
        foreach (var ask in asks.Where(ask => (ask.IsQuestion || pages.Count > 1) && Traits.Answers(ask.Task)
            && ask.Task.Slot("image") is not null))
        {
            var textWanted = asks.Exists(other => other != ask && other.Task.Inputs is [{ Name: not "image" } slot]
                && slot.Accepts is [Modality.Text]
                && Traits.Renews(other.Task)
                && (other.Anchor < ask.Anchor || (new Clause(request, other).Media & WordClass.Page) != 0)
                && other.Mention?.Cue.ForWhom != true);
            if (pages.Count > 0 && pages.TrueForAll(page => page.IsPage) && (pages.Count > 1 || textWanted))
            {
                ask.Task = textQuestion;
            }
        }

        return asks;
    }
}
