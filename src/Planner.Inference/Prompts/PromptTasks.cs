using Microsoft.Extensions.AI;
using Planner.Artifacts;
using Planner.Budgets;
using Planner.Catalog;
using Planner.Chat;
using Planner.Inference.Local;
using Planner.Prompts;
using Planner.Values;

namespace Planner.Inference.Prompts;

/// <summary>
/// Lets a chat model do a task: <c>prompts/tasks/TASK.hbs</c> says what is to be done, the task's output form says what is a reply, and a reply that is none is
/// asked for once more with what is wrong with it.
/// </summary>
internal sealed class PromptTasks(PromptLibrary prompts, ArtifactStore store, TaskTaxonomy taxonomy)
{
    /// <summary>How often a reply is asked for at most.</summary>
    public const int Asks = 2;

    private readonly Lazy<IReadOnlyList<TaskType>> _known = new(() =>
        [.. taxonomy.Tasks.Where(task => ReplyForm.IsKnown(task.Output) && prompts.Find($"tasks/{task.Id}.hbs") is not null)]);

    private const string Mending = "tasks/again";

    /// <summary>The card of a chat model as one that does tasks by prompts; null when there is no prompt that it could use.</summary>
    /// <param name="model">What the chat model is called.</param>
    /// <param name="seesImages">Whether it takes images.</param>
    /// <param name="hearsSound">Whether it takes sound.</param>
    public ModelCard? Card(string model, bool seesImages, bool hearsSound)
    {
        var tasks = _known.Value.Where(task => (seesImages || !Takes(task, Modality.Image, Modality.Document)) && (hearsSound || !Takes(task, Modality.Audio))).Select(task => task.Id).ToList();
        return tasks.Count == 0 ? null : new ModelCard
        {
            Id = ModelCard.PromptPrefix + model,
            Tasks = tasks,
            Description = $"The chat model {model} with a prompt for each task: translates, summarises, sorts, finds, compares and answers in many languages{(seesImages ? ", also about images" : "")}{(hearsSound ? ", also about sound" : "")}.",
            Languages = ["multilingual"],
        };
    }

    /// <summary>Lets the model do what is asked.</summary>
    /// <exception cref="EngineException">An input is missing or of a kind that it does not take.</exception>
    /// <exception cref="ArtifactException">A file is gone.</exception>
    /// <exception cref="PromptException">The prompt is missing or malformed.</exception>
    /// <exception cref="ChatException">The model, or the way to it, failed.</exception>
    public async Task<InferenceResult> RunAsync(ChatModel model, InferenceRequest request, CancellationToken cancellationToken)
    {
        var inputs = await PromptInputs.ReadAsync(request, store, cancellationToken);
        List<ChatMessage> messages = [new(ChatRole.User, [new TextContent(prompts.Render($"tasks/{request.Task.Id}", inputs.Model)), .. inputs.Files])];
        var options = new ChatOptions { Temperature = (float?)request.Number("temperature") ?? 0, MaxOutputTokens = (int?)(request.Number("max_new_tokens") ?? request.Number("max_tokens")) ?? SpendingScope.Current?.ReplyTokens };
        var usage = new UsageDetails();
        string? problem = null;
        for (var attempt = 0; attempt < Asks; attempt++)
        {
            var response = await model.Client.GetResponseAsync(messages, options, cancellationToken);
            if (response.Usage is not null)
            {
                usage.Add(response.Usage);
            }

            if (ReplyForm.Read(request.Task.Output, response.Text, inputs, out problem) is { } value)
            {
                return Counted(InferenceResult.Success(value with { Sources = [.. value.Sources, .. inputs.Sources] }), usage);
            }

            messages.Add(new ChatMessage(ChatRole.Assistant, response.Text));
            messages.Add(new ChatMessage(ChatRole.User, prompts.Render(Mending, new Dictionary<string, object?> { ["problem"] = problem })));
        }

        return Counted(InferenceResult.Failure(StepErrorKind.Model, $"{model.Id} was asked twice and its reply {problem}."), usage);
    }

    private static bool Takes(TaskType task, params ReadOnlySpan<Modality> kinds)
    {
        foreach (var slot in task.Inputs)
        {
            if (kinds.Contains(slot.Accepts[0]))
            {
                return true;
            }
        }

        return false;
    }

    private static InferenceResult Counted(InferenceResult result, UsageDetails usage) => result with
    {
        Tokens = usage.InputTokenCount is null && usage.OutputTokenCount is null ? null : (int)((usage.InputTokenCount ?? 0) + (usage.OutputTokenCount ?? 0)),
        InputTokens = (int?)usage.InputTokenCount,
        OutputTokens = (int?)usage.OutputTokenCount,
    };
}
