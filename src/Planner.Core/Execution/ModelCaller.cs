using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference;
using Planner.Matching;
using Planner.Planning;
using Planner.Values;

namespace Planner.Execution;

/// <summary>Fits the inputs to the task's slots, finds what runs the model, and calls it.</summary>
internal sealed class ModelCaller(
    TaskTaxonomy taxonomy,
    ModelCatalog catalog,
    BackendReach reach,
    IEnumerable<IInferenceBackend> backends,
    InputResolver inputs,
    IOptions<ExecutionOptions> options,
    TimeProvider clock,
    ILogger<ModelCaller> logger) : IModelCaller
{
    private const string StepId = "call";

    public async Task<InferenceResult> CallAsync(ModelCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!catalog.TryGet(call.Model, out var card))
        {
            return InferenceResult.Failure(StepErrorKind.CannotRun, $"There is no model '{call.Model}'.", "planner models search lists them.");
        }

        if (!taxonomy.TryGet(call.Task, out var task) || !card.Tasks.Contains(task.Id))
        {
            return InferenceResult.Failure(StepErrorKind.BadInput, $"{card.Id} does {string.Join(", ", card.Tasks)}, not '{call.Task}'.", "Name one of its tasks, or another model.");
        }

        var step = Step(call, task);
        await reach.PrepareAsync([card], call.Ceiling, cancellationToken);
        var where = reach.Of(card, step, call.Ceiling);
        if (!where.Runnable)
        {
            return InferenceResult.Failure(StepErrorKind.CannotRun, $"{card.Id} can't run here: {where.Through}.", where.Fix is null ? null : $"To run it: {where.Fix}.");
        }

        try
        {
            var request = new InferenceRequest
            {
                Task = task,
                Model = card,
                Step = step,
                Inputs = await FitAsync(call, task, cancellationToken),
                Progress = call.Progress,
            };
            return await RunAsync(backends.First(backend => backend.Name == where.Instance), request, cancellationToken);
        }
        catch (ResolutionException exception)
        {
            return InferenceResult.Failure(StepErrorKind.BadInput, exception.Message);
        }
        catch (ArtifactException exception)
        {
            return InferenceResult.Failure(StepErrorKind.BadInput, exception.Message);
        }
    }

    private async Task<IReadOnlyDictionary<string, Value>> FitAsync(ModelCall call, TaskType task, CancellationToken cancellationToken)
    {
        foreach (var missing in task.Inputs.Where(slot => slot.Required && !call.Inputs.ContainsKey(slot.Name)))
        {
            throw new ResolutionException($"The input '{missing.Name}' ({string.Join(" or ", missing.Accepts.Select(Modalities.Name))}) of {task.Id} is missing.");
        }

        var fitted = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (name, value) in call.Inputs)
        {
            var slot = task.Slot(name)
                ?? throw new ResolutionException($"{task.Id} has no input '{name}'; it takes {string.Join(", ", task.Inputs.Select(known => known.Name))}.");
            fitted[name] = await inputs.FitAsync(value, slot, cancellationToken);
        }

        return fitted;
    }

    private async Task<InferenceResult> RunAsync(IInferenceBackend backend, InferenceRequest request, CancellationToken cancellationToken)
    {
        var seconds = TimeSpan.FromSeconds(options.Value.StepSeconds);
        using var limit = new CancellationTokenSource(seconds, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // On a thread of its own, so that a call which computes instead of waiting holds nobody up who has given up.
            var token = stop.Token;
            var result = await Task.Run(() => backend.RunAsync(request, token), token).WaitAsync(token);
            return result.Value is { } value && ResultCheck.Problem(request.Task, value) is { } problem
                ? InferenceResult.Failure(StepErrorKind.Model, $"{request.Model.Id} {problem}.")
                : result;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return InferenceResult.Failure(
                StepErrorKind.TimedOut,
                FormattableString.Invariant($"{request.Model.Id} took longer than {seconds.TotalSeconds:0.###} s."),
                "Give it a smaller input, or raise Planner:Execution:StepSeconds.");
        }
#pragma warning disable CA1031 // A backend that breaks its promise not to throw fails the call, not the caller.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            logger.BackendFaulted(exception, backend.Name, StepId);
            return InferenceResult.Failure(StepErrorKind.Model, $"{request.Model.Id} failed unexpectedly: {exception.Message}");
        }
    }

    // Backends look at a step's texts and parameters to say whether they can run it.
    private static PlanStep Step(ModelCall call, TaskType task) => new()
    {
        Id = StepId,
        Task = task.Id,
        Instruction = call.Instruction,
        Parameters = call.Parameters,
        Inputs = call.Inputs.Where(pair => pair.Value is TextValue).ToDictionary(pair => pair.Key, pair => StepInput.Text(((TextValue)pair.Value).Text), StringComparer.Ordinal),
    };
}
