using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference;
using Planner.Planning;
using Planner.Routing;
using Planner.Values;

namespace Planner.Execution;

/// <summary>Fits the inputs to the task's slots and has the model called.</summary>
internal sealed class ModelCaller(TaskTaxonomy taxonomy, CallNames names, ModelRouter router, InputResolver inputs) : IModelCaller
{
    private const string StepId = "call";

    public async Task<InferenceResult> CallAsync(ModelCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (names.Find(call.Model) is not { } card)
        {
            return InferenceResult.Failure(StepErrorKind.CannotRun, $"There is no model '{call.Model}'.", "planner models search lists them.");
        }

        if (!taxonomy.TryGet(call.Task, out var task) || !card.Tasks.Contains(task.Id))
        {
            return InferenceResult.Failure(StepErrorKind.BadInput, $"{card.Id} does {string.Join(", ", card.Tasks)}, not '{call.Task}'.", "Name one of its tasks, or another model.");
        }

        try
        {
            var routed = await router.RunAsync(
                new RoutedCall
                {
                    Task = task,
                    Step = Step(call, task),
                    Inputs = await FitAsync(call, task, cancellationToken),
                    Targets = [card.Id],
                    Ceiling = call.Ceiling,
                    NoCache = call.NoCache,
                    Progress = call.Progress,
                    OnText = call.OnText,
                },
                cancellationToken);
            return routed.Result;
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
