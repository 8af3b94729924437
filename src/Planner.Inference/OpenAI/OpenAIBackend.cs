using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference.Local;
using Planner.Inference.Prompts;
using Planner.Planning;
using Planner.Prompts;
using Planner.Routing;

namespace Planner.Inference.OpenAI;

/// <summary>Runs the models of one instance that speaks OpenAI's protocol: each by the operation of its task, or as a chat model that does the task by a prompt.</summary>
internal sealed class OpenAIBackend(OpenAIEndpoint endpoint, IEnumerable<IEndpointTask> tasks, EndpointPrompts prompts) : IInferenceBackend, IPassThrough, ICheckedBackend, IDisposable
{
    private readonly Dictionary<string, ModelCard> _models = endpoint.Instance.Models.ToDictionary(model => model.Id, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IEndpointTask> _tasks = tasks.SelectMany(task => task.Tasks.Select(id => (id, task))).ToDictionary(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Name => endpoint.Instance.Name;

    /// <inheritdoc/>
    public Egress Egress => endpoint.Instance.Distance;

    /// <inheritdoc/>
    public Runnability CanRun(ModelCard card, PlanStep step)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(step);
        return !_models.TryGetValue(card.Id, out var own) ? Runnability.No($"{Name} does not serve it")
            : !own.Tasks.Contains(step.Task, StringComparer.Ordinal) || (!own.IsByPrompts && !_tasks.ContainsKey(step.Task))
                ? Runnability.No($"{Name} serves {own.Id} for {string.Join(", ", own.Tasks)}, not for {step.Task}")
            : Runnability.Yes(own.IsByPrompts ? $"a prompt, {endpoint.Where}" : endpoint.Where);
    }

    /// <inheritdoc/>
    public ModelPrice? PriceOf(ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        var own = _models.GetValueOrDefault(card.Id) ?? card;
        var facts = endpoint.Memory.Of(endpoint.Instance, IdThere(own));
        var price = endpoint.Instance.Price ?? ModelPrice.Of(facts.InputUsdPerMillion, facts.OutputUsdPerMillion);
        return price is not null && own.IsByPrompts ? price with { Asks = PromptTasks.Asks } : price;
    }

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
            // Its id as the server writes it.
            var own = _models[request.Model.Id];
            return own.IsByPrompts
                ? await prompts.RunAsync(endpoint, IdThere(own), request, cancellationToken)
                : await _tasks[request.Step.Task].RunAsync(endpoint, own.Id, request, cancellationToken);
        }
        catch (EndpointException exception)
        {
            return InferenceResult.Failure(exception.ToStepError());
        }
        catch (Chat.ChatException exception)
        {
            return InferenceResult.Failure((exception.InnerException as EndpointException ?? new EndpointException(exception.Kind, exception.Message)).ToStepError());
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
    }

    /// <inheritdoc/>
    public async Task<InferenceResult> PassAsync(ModelCard model, PassedCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(call);
        return _models.TryGetValue(model.Id, out var own)
            ? await new Relay(endpoint, IdThere(own), call).RunAsync(cancellationToken)
            : InferenceResult.Failure(StepErrorKind.CannotRun, $"{Name} does not serve {model.Id}.");
    }

    /// <inheritdoc/>
    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await EndpointDiscovery.ListAsync(endpoint, cancellationToken)).Count == 0 ? $"{endpoint.Where} lists no model" : null;
        }
        catch (EndpointException exception)
        {
            return exception.Message;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => endpoint.Dispose();

    private static string IdThere(ModelCard card) => card.IsByPrompts ? card.Id[ModelCard.PromptPrefix.Length..] : card.Id;
}
