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
        Write(request, taxonomy, asks);
        if (request.Files.Count <= 1 && asks.Exists(ask => ask.Task.Id == "text-ranking"))
        {
            // "How does it compare with «…»? Best on top": the ranking is the comparison.
            asks.RemoveAll(ask => ask.Task.Id == "sentence-similarity");
        }

        if (!taxonomy.TryGet("question-answering", out var textQuestion) || !taxonomy.TryGet("image-to-text", out _))
        {
            return asks;
        }

        var pages = request.Files.Where(file => file.IsReadable).ToList();
        static bool IsRead(List<Ask> asks, Ask question) =>
            asks.Exists(ask => ask.Anchor < question.Anchor && Traits.Reads(ask.Task, Modality.Image));

        var paged = pages.Exists(page => page.Modality == Modality.Document);
        foreach (var ask in asks.Where(ask => (IsQuestion(request, ask) || pages.Count > 1 || paged) && Traits.Answers(ask.Task)
            && ask.Task.Slot("image") is not null))
        {
            var textWanted = asks.Exists(other => other != ask && other.Task.Inputs is [{ Name: not "image" } slot]
                && slot.Accepts is [Modality.Text]
                && Traits.Renews(other.Task)
                && !IsOfAnswer(request, other, ask));
            if (pages.Count > 0 && pages.TrueForAll(page => page.IsPage) && (pages.Count > 1 || textWanted || (IsQuestion(request, ask) && IsRead(asks, ask))))
            {
                ask.Task = textQuestion;
            }
        }

        return asks;
    }

    // "Going by both results, advise where to put it": what rests on results needs no second look at the picture.
    private static void Write(RequestText request, TaskTaxonomy taxonomy, List<Ask> asks)
    {
        if (!taxonomy.TryGet("text-generation", out var writes))
        {
            return;
        }

        foreach (var ask in asks.Where(ask => ask.Task is { Id: "image-text-to-text" } && new Clause(request, ask).RestsOnResult
            && asks.Exists(other => other.Anchor < ask.Anchor && other.Task.Inputs.Any(slot => slot.Accepts.Contains(Modality.Image)))))
        {
            ask.Task = writes;
        }
    }

    // The clause itself asks, rather than orders an answer to a question.
    private static bool IsQuestion(RequestText request, Ask ask) =>
        ask.IsQuestion || (request.Questions[request.Words[ask.Anchor].Sentence] && request.QuestionAfter(ask.Anchor) is null);

    // "When is it due? The answer in Polish, please": only a translation can be of an answer, and it comes after and names nothing else.
    private static bool IsOfAnswer(RequestText request, Ask ask, Ask question)
    {
        var clause = new Clause(request, ask);
        return ParameterReader.Has(ask.Task, "target_language") && ask.Anchor > question.Anchor
            && (clause.Media & WordClass.Page) == 0 && (!clause.PointsBack || ask.Mention?.Cue.ForWhom == true);
    }
}
