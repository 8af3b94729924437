using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference;
using Planner.Matching;
using Planner.Planning;
using Planner.Runs;
using Planner.Values;

namespace Planner.Execution;

/// <summary>Runs one step whose inputs are there: tries the ranked models in turn until one gives a good value.</summary>
internal sealed class StepRunner(
    TaskTaxonomy taxonomy,
    ModelCatalog catalog,
    IEnumerable<IInferenceBackend> backends,
    InputResolver inputs,
    ValueStore values,
    IOptions<ExecutionOptions> options,
    TimeProvider clock,
    ILogger<StepRunner> logger)
{
    private readonly Dictionary<string, IInferenceBackend> _backends = backends.ToDictionary(backend => backend.Name, StringComparer.Ordinal);

    /// <summary>Runs the step and records all that happens, its end included.</summary>
    /// <param name="step">The step; one element's child when it is part of a <c>for_each</c>.</param>
    /// <param name="match">Its ranked models.</param>
    /// <param name="lookup">Values of steps and attachments.</param>
    /// <param name="run">The run.</param>
    public async Task<StepOutcome> RunAsync(PlanStep step, ModelMatch match, Func<Reference, Value> lookup, RunScope run)
    {
        var began = clock.GetTimestamp();
        string? model = null;
        try
        {
            var task = taxonomy.TryGet(step.Task, out var known) ? known : throw new ResolutionException($"The task '{step.Task}' does not exist.");
            var candidates = match.Candidates.Where(candidate => candidate.Runnable).Take(options.Value.ModelsPerStep).ToList();
            if (candidates.Count == 0)
            {
                return Fail(step, CannotRun(match), null, began, run);
            }

            var resolved = await inputs.ResolveAsync(step, task, lookup, run.Stop);
            StepError? error = null;
            var attempt = 0;
            for (var level = 0; level < candidates.Count; level++)
            {
                model = candidates[level].ModelId;
                for (var tries = 1; tries <= options.Value.AttemptsPerModel; tries++)
                {
                    run.Record(new StepStarted { StepId = step.Id, Attempt = ++attempt, Model = model, Instance = candidates[level].Instance! });
                    var result = await CallAsync(step, task, candidates[level], resolved, run);
                    if (result is { Value: { } value, Error: null })
                    {
                        return await SucceedAsync(step, value, result, candidates[level], level, began, run);
                    }

                    error = result.Error!;
                    var again = error.IsTransient && tries < options.Value.AttemptsPerModel;
                    if (error.Kind == StepErrorKind.BadInput || (!again && level + 1 == candidates.Count))
                    {
                        return Fail(step, error, model, began, run);
                    }

                    run.Record(new StepRetried { StepId = step.Id, Attempt = attempt, Error = error, Next = again ? model : candidates[level + 1].ModelId });
                    if (!again)
                    {
                        break;
                    }

                    await Task.Delay(Backoff(tries), clock, run.Stop);
                }
            }

            return Fail(step, error!, model, began, run);
        }
        catch (OperationCanceledException) when (run.Stop.IsCancellationRequested)
        {
            run.Record(new StepCancelled { StepId = step.Id, Reason = run.StopReason });
            return new StepOutcome(StepStatus.Cancelled);
        }
        catch (ResolutionException exception)
        {
            return Fail(step, exception.Error, model, began, run);
        }
        catch (ArtifactException exception)
        {
            return Fail(step, new StepError(StepErrorKind.BadInput, exception.Message), model, began, run);
        }
        catch (Exception exception)
        {
            // A fault of ours in one step is that step's failure: the run and its other steps go on.
            logger.StepFaulted(exception, step.Id);
            return Fail(step, new StepError(StepErrorKind.Internal, $"Planner itself failed at this step: {exception.Message}"), model, began, run);
        }
    }

    private async Task<InferenceResult> CallAsync(
        PlanStep step, TaskType task, Candidate candidate, IReadOnlyDictionary<string, Value> resolved, RunScope run)
    {
        if (!catalog.TryGet(candidate.ModelId, out var card) || candidate.Instance is null || !_backends.TryGetValue(candidate.Instance, out var backend))
        {
            return InferenceResult.Failure(StepErrorKind.CannotRun, $"{candidate.ModelId} is no longer in the catalog, or what runs it is gone.");
        }

        var seconds = step.Requirements?.MaxSeconds ?? options.Value.StepSeconds;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, run.Stop);
        using var leaveBehind = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using var grace = stop.Token.Register(() => leaveBehind.CancelAfter(TimeSpan.FromSeconds(options.Value.GraceSeconds)));
        try
        {
            var request = new InferenceRequest
            {
                Task = task,
                Model = card,
                Step = step,
                Inputs = resolved,
                Language = run.Request.Language,
                Progress = new StepProgress(step.Id, run),
            };
            var result = await backend.RunAsync(request, stop.Token).WaitAsync(leaveBehind.Token);
            return result.Value is { } value && ResultCheck.Problem(task, value) is { } problem
                ? InferenceResult.Failure(StepErrorKind.Model, $"{candidate.ModelId} {problem}.")
                : result;
        }
        catch (OperationCanceledException) when (!run.Stop.IsCancellationRequested && limit.IsCancellationRequested)
        {
            return InferenceResult.Failure(
                StepErrorKind.TimedOut,
                FormattableString.Invariant($"{candidate.ModelId} took longer than {seconds:0.###} s."),
                "Give the step more time (max_seconds, or Planner:Execution:StepSeconds) or a smaller input.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !run.Stop.IsCancellationRequested)
        {
            logger.BackendFaulted(exception, candidate.Instance, step.Id);
            return InferenceResult.Failure(StepErrorKind.Model, $"{candidate.ModelId} failed unexpectedly: {exception.Message}");
        }
    }

    private async Task<StepOutcome> SucceedAsync(
        PlanStep step, Value value, InferenceResult result, Candidate candidate, int level, long began, RunScope run)
    {
        foreach (var artifact in ArtifactsIn(value))
        {
            run.Record(new ArtifactStored { StepId = step.Id, Artifact = artifact.Artifact });
        }

        run.Record(new StepSucceeded
        {
            StepId = step.Id,
            Value = await CompactAsync(step, value, run.Stop),
            Model = candidate.ModelId,
            Instance = candidate.Instance!,
            Seconds = clock.GetElapsedTime(began).TotalSeconds,
            CostUsd = result.CostUsd,
            Tokens = result.Tokens,
            FallbackLevel = level,
        });
        return StepOutcome.Succeeded(value);
    }

    /// <summary>The value as an event carries it.</summary>
    public Task<Value> CompactAsync(PlanStep step, Value value, CancellationToken cancellationToken) =>
        values.CompactAsync(value, step.Id, options.Value.MaxInlineBytes, cancellationToken);

    private StepOutcome Fail(PlanStep step, StepError error, string? model, long began, RunScope run)
    {
        run.Record(new StepFailed
        {
            StepId = step.Id,
            Error = error,
            Model = model,
            Seconds = clock.GetElapsedTime(began).TotalSeconds,
            Optional = step.Optional,
        });
        return new StepOutcome(StepStatus.Failed, Error: error) { Optional = step.Optional };
    }

    private static StepError CannotRun(ModelMatch match) =>
        new(StepErrorKind.CannotRun, $"{char.ToUpperInvariant(match.Reason[0])}{match.Reason[1..]}.");

    private static IEnumerable<ArtifactValue> ArtifactsIn(Value value) => value switch
    {
        ArtifactValue artifact => [artifact],
        ListValue list => list.Items.SelectMany(ArtifactsIn),
        _ => [],
    };

    // Exponential, with jitter so that steps which failed together do not all come back together.
#pragma warning disable CA5394 // Jitter needs no secrecy.
    private TimeSpan Backoff(int tries) =>
        TimeSpan.FromSeconds(options.Value.RetrySeconds * Math.Pow(2, tries - 1) * (0.5 + Random.Shared.NextDouble()));
#pragma warning restore CA5394

    private sealed class StepProgress(string stepId, RunScope run) : IProgress<InferenceProgress>
    {
        public void Report(InferenceProgress value) =>
            run.Record(new StepProgressed { StepId = stepId, Fraction = value.Fraction, Text = value.Text });
    }
}
