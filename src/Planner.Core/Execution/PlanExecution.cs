using Planner.Inference;
using Planner.Matching;
using Planner.Planning;
using Planner.Runs;
using Planner.Values;

namespace Planner.Execution;

/// <summary>
/// The steps of one run at work. Each step is a task that awaits the tasks of the steps it needs, so it starts the moment its inputs
/// exist: there is no scheduler, no level, and nothing to poll.
/// </summary>
internal sealed class PlanExecution(
    StepRunner runner,
    IModelMatcher matcher,
    InputResolver inputs,
    ExecutionOptions options,
    TimeProvider clock,
    RunScope run,
    IReadOnlyDictionary<string, StepState> done) : IDisposable
{
    private readonly Dictionary<string, Task<StepOutcome>> _outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Value> _attachments = run.Request.Attachments.ToDictionary(
        file => file.Id, Value (file) => new ArtifactValue(file.Artifact) { Sources = [new ValueSource { ArtifactId = file.Artifact.Id, Name = file.Name }] }, StringComparer.Ordinal);

    private readonly SemaphoreSlim _slots = new(options.MaxParallelSteps);

    /// <summary>Whether all steps that this one waits for have been started.</summary>
    public bool CanStart(PlanStep step) => step.Dependencies.All(id => _outcomes.ContainsKey(id) || _attachments.ContainsKey(id));

    /// <summary>
    /// Starts a step: it is matched at once and runs when its inputs exist. All it waits for must have been started. What an earlier
    /// owner of the run has finished is not run again.
    /// </summary>
    public void Start(PlanStep step) => _outcomes.Add(step.Id, Restored(step.Id) is { } outcome ? Task.FromResult(outcome) : RunAsync(step));

    /// <summary>How all started steps ended, by id.</summary>
    public async Task<IReadOnlyDictionary<string, StepOutcome>> CompleteAsync()
    {
        await Task.WhenAll(_outcomes.Values);
        return _outcomes.ToDictionary(pair => pair.Key, pair => pair.Value.Result, StringComparer.Ordinal);
    }

    public void Dispose() => _slots.Dispose();

    private async Task<StepOutcome> RunAsync(PlanStep step)
    {
        // What it waits for is fixed here, on the caller's thread: later the dictionary belongs to later steps.
        var needed = step.Dependencies.Where(_outcomes.ContainsKey).ToDictionary(id => id, id => _outcomes[id], StringComparer.Ordinal);
        await Task.Yield();
        try
        {
            var match = await matcher.MatchAsync(step, run.Request.Options.Egress, run.Stop);
            run.Record(new StepMatched { StepId = step.Id, Match = match });
            await Task.WhenAll(needed.Values).WaitAsync(run.Stop);
            foreach (var (id, outcome) in needed)
            {
                if (outcome.Result is { Status: not StepStatus.Succeeded } without)
                {
                    return Skip(step, id, without);
                }
            }

            Value Lookup(Reference reference) => needed.TryGetValue(reference.Target, out var outcome)
                ? outcome.Result.Value!
                : _attachments.GetValueOrDefault(reference.Target) ?? throw new ResolutionException($"There is no '{reference.Target}'.");

            return step.ForEach is null ? await RunInSlotAsync(step, match, Lookup) : await FanOutAsync(step, match, Lookup);
        }
        catch (OperationCanceledException) when (run.Stop.IsCancellationRequested)
        {
            return Cancel(step);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            var error = (exception as ResolutionException)?.Error ?? new StepError(StepErrorKind.Internal, $"Planner itself failed at this step: {exception.Message}");
            return Fail(step, error, 0);
        }
    }

    private async Task<StepOutcome> RunInSlotAsync(PlanStep step, ModelMatch match, Func<Reference, Value> lookup)
    {
        if (Restored(step.Id) is { } outcome)
        {
            return outcome;
        }

        try
        {
            await _slots.WaitAsync(run.Stop);
        }
        catch (OperationCanceledException)
        {
            return Cancel(step);
        }

        try
        {
            return await runner.RunAsync(step, match, lookup, run);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>One child for each element of the list; their values, in the list's order, are the step's.</summary>
    private async Task<StepOutcome> FanOutAsync(PlanStep step, ModelMatch match, Func<Reference, Value> lookup)
    {
        var began = clock.GetTimestamp();
        var elements = ValuePath.Elements(await inputs.ValueOfAsync(step.ForEach!, lookup, run.Stop))
            ?? throw new ResolutionException($"for_each needs a list, and {step.ForEach!.ToJson()} is none.");
        if (elements.Count > options.MaxFanOut)
        {
            throw new ResolutionException(
                $"for_each runs over {elements.Count} elements; at most {options.MaxFanOut} are allowed. Raise Planner:Execution:MaxFanOut or ask for fewer.");
        }

        // Ids carry the place in the list, so that no child's result can overwrite another's.
        var child = Child(step);
        var children = elements.Select((_, index) => child with { Id = $"{step.Id}[{index}]" }).ToList();
        run.Record(new StepExpanded { StepId = step.Id, Children = [.. children.Select(one => one.Id)] });
        var outcomes = await Task.WhenAll(children.Select((one, index) => RunInSlotAsync(
            one, match, reference => reference.Target == Reference.Item ? elements[index] : lookup(reference))));

        var seconds = clock.GetElapsedTime(began).TotalSeconds;
        if (outcomes.Any(outcome => outcome.Status == StepStatus.Cancelled))
        {
            return Cancel(step);
        }

        var failed = children.Zip(outcomes).Where(pair => pair.Second.Status == StepStatus.Failed).ToList();
        if (failed.Count > 0)
        {
            var (first, outcome) = failed[0];
            return Fail(step, outcome.Error! with { Message = $"{failed.Count} of {children.Count} parts failed; {first.Id}: {outcome.Error.Message}" }, seconds);
        }

        var value = new ListValue([.. outcomes.Select(outcome => outcome.Value!)]);
        run.Record(new StepSucceeded { StepId = step.Id, Value = await runner.CompactAsync(step, value, run.Stop), Seconds = seconds });
        return StepOutcome.Succeeded(value);
    }

    /// <summary>The step as each child runs it: the list's own reference stands for the element, like <c>@item</c>.</summary>
    private static PlanStep Child(PlanStep step)
    {
        var list = (step.ForEach as ReferenceInput)?.Reference;
        var item = new Reference(Reference.Item, []);
        return step with
        {
            ForEach = null,
            After = [],
            Inputs = step.Inputs.ToDictionary(
                pair => pair.Key, pair => pair.Value.Map(reference => reference.Equals(list) ? item : reference), StringComparer.Ordinal),
        };
    }

    private StepOutcome? Restored(string id) => done.TryGetValue(id, out var state) ? StepOutcome.Succeeded(state.Value!) : null;

    private StepOutcome Cancel(PlanStep step)
    {
        run.Record(new StepCancelled { StepId = step.Id, Reason = run.StopReason });
        return new StepOutcome(StepStatus.Cancelled);
    }

    private StepOutcome Skip(PlanStep step, string because, StepOutcome outcome)
    {
        var optional = step.Optional || outcome.Optional;
        run.Record(new StepSkipped
        {
            StepId = step.Id,
            Because = because,
            Reason = $"{because} {(outcome.Status == StepStatus.Failed ? "failed" : outcome.Status == StepStatus.Skipped ? "was skipped" : "was cancelled")}",
            Optional = optional,
        });
        return new StepOutcome(StepStatus.Skipped, Error: outcome.Error) { Optional = optional };
    }

    private StepOutcome Fail(PlanStep step, StepError error, double seconds)
    {
        run.Record(new StepFailed { StepId = step.Id, Error = error, Seconds = seconds, Optional = step.Optional });
        return new StepOutcome(StepStatus.Failed, Error: error) { Optional = step.Optional };
    }
}
