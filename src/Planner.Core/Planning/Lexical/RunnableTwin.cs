using Planner.Catalog;
using Planner.Values;

namespace Planner.Planning.Lexical;

/// <summary>Puts a question to what can run: where nothing here looks at pictures, a question that words on the picture may answer is asked of these words.</summary>
internal static class RunnableTwin
{
    // A cue this sure means the sight itself ("what colour"), which no reading can stand in for.
    private const double Sight = 0.8;

    /// <summary>Swaps tasks that can't run for their equally fitting twins that can.</summary>
    /// <param name="request">The request.</param>
    /// <param name="taxonomy">The tasks.</param>
    /// <param name="asks">What is asked; changed in place.</param>
    /// <param name="canRunAsync">Whether something here runs a step; what it asks is spelled out, since some engines answer some questions only.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async ValueTask ApplyAsync(
        RequestText request, TaskTaxonomy taxonomy, List<Ask> asks, Func<PlanStep, CancellationToken, ValueTask<bool>> canRunAsync, CancellationToken cancellationToken)
    {
        if (!request.Files.Any(file => file.Modality == Modality.Image))
        {
            return;
        }

        ValueTask<bool> CanRunAsync(TaskType task, Ask ask) => canRunAsync(Step(request, task, ask), cancellationToken);
        foreach (var ask in asks.Where(ask => Traits.Answers(ask.Task) && (ask.Mention is null || ask.Mention.Cue.Weight < Sight)))
        {
            if (await CanRunAsync(ask.Task, ask).ConfigureAwait(false))
            {
                continue;
            }

            var reads = await taxonomy.Tasks.Where(task => !task.Unplannable && Traits.Reads(task, Modality.Image)).ToAsyncEnumerable()
                .AnyAsync((reader, _) => CanRunAsync(reader, ask), cancellationToken).ConfigureAwait(false);
            ask.Task = await taxonomy.Tasks
                .Where(task => !task.Unplannable && task != ask.Task && Traits.Answers(task) && task.Output == ask.Task.Output && (TakesPictures(task) || (reads && TakesText(task))))
                .OrderByDescending(TakesPictures).ToAsyncEnumerable()
                .FirstOrDefaultAsync((twin, _) => CanRunAsync(twin, ask), cancellationToken).ConfigureAwait(false) ?? ask.Task;
        }
    }

    private static PlanStep Step(RequestText request, TaskType task, Ask ask) => new()
    {
        Id = "s1",
        Task = task.Id,
        Inputs = task.Prompt is { } prompt ? new Dictionary<string, StepInput> { [prompt] = StepInput.Text(new Clause(request, ask).Text) } : [],
    };

    private static bool TakesPictures(TaskType task) => task.Slot("image") is not null;

    private static bool TakesText(TaskType task) => task.Inputs.Any(slot => slot.Name != task.Prompt && slot.Accepts is [Modality.Text]);
}
