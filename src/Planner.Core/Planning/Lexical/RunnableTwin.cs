using Planner.Catalog;
using Planner.Values;

namespace Planner.Planning.Lexical;

/// <summary>Puts a question to what can run: where nothing here looks at pictures, a question that words on the picture may answer is asked of these words.</summary>
internal static class RunnableTwin
{
    // A cue this sure means the sight itself ("what colour"), which no reading can stand in for.
    private const double Sight = 0.8;

    /// <summary>Swaps tasks that can't run for their equally fitting twins that can.</summary>
    /// <param name="taxonomy">The tasks.</param>
    /// <param name="asks">What is asked; changed in place.</param>
    /// <param name="canRun">Whether something here runs a task.</param>
    public static void Apply(TaskTaxonomy taxonomy, List<Ask> asks, Func<TaskType, bool> canRun)
    {
        foreach (var ask in asks.Where(ask => Concerns(ask.Task) && ask.Task.Prompt is not null && !canRun(ask.Task)
            && (ask.Mention is null || ask.Mention.Cue.Weight < Sight)))
        {
            var twin = taxonomy.Tasks.Where(task => !task.Unplannable && task != ask.Task && Traits.Answers(task) && task.Output == ask.Task.Output && canRun(task))
                .OrderByDescending(task => TakesPictures(task))
                .FirstOrDefault(task => TakesPictures(task) || (TakesText(task) && taxonomy.Tasks.Any(reader => Traits.Reads(reader, Modality.Image) && canRun(reader))));
            ask.Task = twin ?? ask.Task;
        }
    }

    /// <summary>Whether it matters here if a task can run: it answers questions, or reads pictures.</summary>
    public static bool Concerns(TaskType task) => (Traits.Answers(task) && (TakesPictures(task) || TakesText(task))) || Traits.Reads(task, Modality.Image);

    private static bool TakesPictures(TaskType task) => task.Slot("image") is not null;

    private static bool TakesText(TaskType task) => task.Inputs.Any(slot => slot.Name != task.Prompt && slot.Accepts is [Modality.Text]);
}
