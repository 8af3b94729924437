using Planner.Artifacts;
using Planner.Catalog;
using Planner.Chat;
using Planner.Inference.Local;
using Planner.Planning;
using Planner.Prompts;
using Planner.Routing;

namespace Planner.Inference.Prompts;

/// <summary>Runs text tasks, and with a model that sees also tasks on images, on the controller's chat model. See <see cref="PromptTasks"/>.</summary>
internal sealed class PromptBackend(PromptTasks tasks, ChatModel? model = null) : IInferenceBackend, IChatBackend, ICardSource
{
    private readonly ModelCard? _card = model is null ? null : tasks.Card(model.Id, model.SeesImages, hearsSound: false);

    /// <inheritdoc/>
    public string Name => "prompts";

    /// <inheritdoc/>
    public Egress Egress => model?.Egress ?? Egress.Machine;

    /// <inheritdoc/>
    public IReadOnlyList<ModelCard> Cards => _card is null ? [] : [_card];

    /// <inheritdoc/>
    public Runnability CanRun(ModelCard card, PlanStep step)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(step);
        return _card is null || card.Id != _card.Id ? Runnability.No("only a chat model's own card runs by prompts")
            : !_card.Tasks.Contains(step.Task, StringComparer.Ordinal) ? Runnability.No($"there is no prompt for {step.Task}")
            : Runnability.Yes($"a prompt for {model!.Id}");
    }

    /// <inheritdoc/>
    public ChatModel? ChatFor(ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return card.Id == _card?.Id ? model : null;
    }

    /// <inheritdoc/>
    public ModelPrice? PriceOf(ModelCard card) => model is null ? null : ModelPrice.Of(model) is { } price ? price with { Asks = PromptTasks.Asks } : null;

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
            return await tasks.RunAsync(model!, request, cancellationToken);
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
}
