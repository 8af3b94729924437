using Microsoft.Extensions.AI;
using Planner.Artifacts;
using Planner.Budgets;
using Planner.Catalog;
using Planner.Chat;
using Planner.Inference.Local;
using Planner.Planning;
using Planner.Prompts;
using Planner.Routing;
using Planner.Values;

namespace Planner.Inference.Prompts;

/// <summary>
/// Runs text tasks, and with a model that sees also tasks on images, on the controller's chat model: <c>prompts/tasks/TASK.hbs</c> says what is to be
/// done, the task's output form says what is a reply, and a reply that is none is asked for once more with what is wrong with it.
/// </summary>
internal sealed class PromptBackend : IInferenceBackend, IChatBackend, ICardSource
{
    /// <summary>What its card's id begins with.</summary>
    public const string Prefix = "prompt/";

    private const string Mending = "tasks/again";
    private const int Asks = 2;
    private readonly ChatModel? _model;
    private readonly PromptLibrary _prompts;
    private readonly ArtifactStore _store;
    private readonly ModelCard? _card;

    public PromptBackend(PromptLibrary prompts, ArtifactStore store, TaskTaxonomy taxonomy, ChatModel? model = null)
    {
        (_model, _prompts, _store) = (model, prompts, store);
        if (model is null)
        {
            return;
        }

        var tasks = taxonomy.Tasks
            .Where(task => ReplyForm.IsKnown(task.Output) && prompts.Find($"tasks/{task.Id}.hbs") is not null && (model.SeesImages || !TakesImage(task)))
            .Select(task => task.Id)
            .ToList();
        _card = tasks.Count == 0 ? null : new ModelCard
        {
            Id = Prefix + model.Id,
            Tasks = tasks,
            Description = $"The chat model {model.Id} with a prompt for each task: translates, summarises, sorts, finds, compares and answers in many languages.",
            Languages = ["multilingual"],
        };
    }

    /// <inheritdoc/>
    public string Name => "prompts";

    /// <inheritdoc/>
    public Egress Egress => _model?.Egress ?? Egress.Machine;

    /// <inheritdoc/>
    public IReadOnlyList<ModelCard> Cards => _card is null ? [] : [_card];

    /// <inheritdoc/>
    public Runnability CanRun(ModelCard card, PlanStep step)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(step);
        return _card is null || card.Id != _card.Id ? Runnability.No("only a chat model's own card runs by prompts")
            : !_card.Tasks.Contains(step.Task, StringComparer.Ordinal) ? Runnability.No($"there is no prompt for {step.Task}")
            : Runnability.Yes($"a prompt for {_model!.Id}");
    }

    /// <inheritdoc/>
    public ChatModel? ChatFor(ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return card.Id == _card?.Id ? _model : null;
    }

    /// <inheritdoc/>
    public ModelPrice? PriceOf(ModelCard card) => _model is null ? null : ModelPrice.Of(_model) is { } price ? price with { Asks = Asks } : null;

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var runnability = CanRun(request.Model, request.Step);
        if (!runnability.CanRun)
        {
            return InferenceResult.Failure(StepErrorKind.CannotRun, runnability.Reason + ".");
        }

        try
        {
            return await AskAsync(request, cancellationToken);
        }
        catch (EngineException exception)
        {
            return InferenceResult.Failure(exception.Error);
        }
        catch (ArtifactException exception)
        {
            return InferenceResult.Failure(StepErrorKind.BadInput, exception.Message);
        }
        catch (PromptException exception)
        {
            return InferenceResult.Failure(StepErrorKind.CannotRun, exception.Message);
        }
        catch (ChatException exception)
        {
            var kind = exception.Kind is ChatErrorKind.Busy or ChatErrorKind.Unreachable ? StepErrorKind.Unavailable
                : exception.Kind is ChatErrorKind.TimedOut ? StepErrorKind.TimedOut
                : StepErrorKind.Model;
            return InferenceResult.Failure(kind, exception.Message);
        }
    }

    private static bool TakesImage(TaskType task) => task.Inputs.Any(slot => slot.Accepts[0] is Modality.Image or Modality.Document);

    private async Task<InferenceResult> AskAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var inputs = await PromptInputs.ReadAsync(request, _store, cancellationToken);
        List<ChatMessage> messages = [new(ChatRole.User, [new TextContent(_prompts.Render($"tasks/{request.Task.Id}", inputs.Model)), .. inputs.Images])];
        var options = new ChatOptions { Temperature = (float?)request.Number("temperature") ?? 0, MaxOutputTokens = (int?)(request.Number("max_new_tokens") ?? request.Number("max_tokens")) ?? SpendingScope.Current?.ReplyTokens };
        var usage = new UsageDetails();
        string? problem = null;
        for (var attempt = 0; attempt < Asks; attempt++)
        {
            var response = await _model!.Client.GetResponseAsync(messages, options, cancellationToken);
            if (response.Usage is not null)
            {
                usage.Add(response.Usage);
            }

            if (ReplyForm.Read(request.Task.Output, response.Text, inputs, out problem) is { } value)
            {
                return Counted(InferenceResult.Success(value with { Sources = [.. value.Sources, .. inputs.Sources] }), usage);
            }

            messages.Add(new ChatMessage(ChatRole.Assistant, response.Text));
            messages.Add(new ChatMessage(ChatRole.User, _prompts.Render(Mending, new Dictionary<string, object?> { ["problem"] = problem })));
        }

        return Counted(InferenceResult.Failure(StepErrorKind.Model, $"{_model!.Id} was asked twice and its reply {problem}."), usage);
    }

    private InferenceResult Counted(InferenceResult result, UsageDetails usage) => result with
    {
        Tokens = usage.InputTokenCount is null && usage.OutputTokenCount is null ? null : (int)((usage.InputTokenCount ?? 0) + (usage.OutputTokenCount ?? 0)),
        CostUsd = _model!.CostOf(usage) ?? 0,
    };
}
