using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
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
    Random chance,
    ILogger<StepRunner> logger)
{
    private readonly Dictionary<string, IInferenceBackend> _backends = backends.ToDictionary(backend => backend.Name, StringComparer.Ordinal);

    public ExecutionOptions Options => options.Value;

    public TimeProvider Clock => clock;

    public InputResolver Inputs => inputs;

    public ValueStore Values => values;

    /// <summary>Runs the step and records all that happens, its end included.</summary>
    /// <param name="step">The step; one element's child when it is part of a <c>for_each</c>.</param>
    /// <param name="match">Its ranked models.</param>
    /// <param name="lookup">Values of steps and attachments.</param>
    /// <param name="run">The run.</param>
    public async Task<StepOutcome> RunAsync(PlanStep step, ModelMatch match, Func<Reference, Value> lookup, RunScope run)
    {
        var began = clock.GetTimestamp();
        var most = step.Requirements?.MaxSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan;
        using var whole = new CancellationTokenSource(most, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(whole.Token, run.Stop);
        string? model = null;
        try
        {
            var task = taxonomy.TryGet(step.Task, out var known) ? known : throw new ResolutionException($"The task '{step.Task}' does not exist.");
            var candidates = match.Candidates.Where(candidate => candidate.Runnable).Take(Options.ModelsPerStep).ToList();
            if (candidates.Count == 0)
            {
                return Fail(step, CannotRun(match), null, 0, run);
            }

            var resolved = await inputs.ResolveAsync(step, task, lookup, stop.Token);
            var attempt = 0;
            for (var level = 0; ; level++)
            {
                var candidate = candidates[level];
                model = candidate.ModelId;
                for (var tries = 1; ; tries++)
                {
                    run.Record(new StepStarted { StepId = step.Id, Attempt = ++attempt, Model = model, Instance = candidate.Instance! });
                    var result = await CallAsync(step, task, candidate, resolved, run, stop.Token);
                    if (result is { Value: { } value, Error: null })
                    {
                        return await SucceedAsync(step, value, result, candidate, level, began, run);
                    }

                    var error = result.Error!;
                    var again = error.IsTransient && tries < Options.AttemptsPerModel && !(error.RetryAfterSeconds > Options.MaxRetryAfterSeconds);
                    if (whole.IsCancellationRequested || error.Kind == StepErrorKind.BadInput || (!again && level + 1 == candidates.Count))
                    {
                        return Fail(step, error, model, Elapsed(began), run);
                    }

                    run.Record(new StepRetried { StepId = step.Id, Attempt = attempt, Error = error, Next = again ? model : candidates[level + 1].ModelId });
                    if (!again)
                    {
                        break;
                    }

                    await Task.Delay(Wait(tries, error), clock, stop.Token);
                }
            }
        }
        catch (OperationCanceledException) when (run.Stop.IsCancellationRequested)
        {
            run.Record(new StepCancelled { StepId = step.Id, Reason = run.StopReason });
            return new StepOutcome(StepStatus.Cancelled);
        }
        catch (OperationCanceledException) when (whole.IsCancellationRequested)
        {
            return Fail(step, TimedOut($"Step {step.Id}", most), model, Elapsed(began), run);
        }
        catch (Exception exception)
        {
            return Fail(step, exception, run, model, Elapsed(began));
        }
    }

    /// <summary>The step's failure by an exception: one that was to be expected, or a fault of ours, which is logged. The run goes on.</summary>
    public StepOutcome Fail(PlanStep step, Exception exception, RunScope run, string? model = null, double seconds = 0)
    {
        if (StepFault.Expected(exception) is not { } error)
        {
            logger.StepFaulted(exception, step.Id);
            error = StepFault.Internal(exception);
        }

        return Fail(step, error, model, seconds, run);
    }

    /// <summary>The step's failure.</summary>
    public static StepOutcome Fail(PlanStep step, StepError error, string? model, double seconds, RunScope run)
    {
        run.Record(new StepFailed { StepId = step.Id, Error = error, Model = model, Seconds = seconds, Optional = step.Optional });
        return new StepOutcome(StepStatus.Failed, Error: error) { Optional = step.Optional };
    }

    /// <summary>The value as an event carries it. The text of a value too large for that becomes a file of the run.</summary>
    public async Task<Value> CompactAsync(PlanStep step, Value value, RunScope run)
    {
        var (compact, text) = await values.CompactAsync(value, step.Id, Options.MaxInlineBytes, run.Stop);
        if (text is not null)
        {
            run.Record(new ArtifactStored { StepId = step.Id, Artifact = text });
        }

        return compact;
    }

    private async Task<InferenceResult> CallAsync(
        PlanStep step, TaskType task, Candidate candidate, IReadOnlyDictionary<string, Value> resolved, RunScope run, CancellationToken stop)
    {
        if (!catalog.TryGet(candidate.ModelId, out var card) || candidate.Instance is null || !_backends.TryGetValue(candidate.Instance, out var backend))
        {
            return InferenceResult.Failure(StepErrorKind.CannotRun, $"{candidate.ModelId} is no longer in the catalog, or what runs it is gone.");
        }

        var seconds = TimeSpan.FromSeconds(Options.StepSeconds);
        using var limit = new CancellationTokenSource(seconds, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        using var leaveBehind = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using var grace = ended.Token.Register(() => leaveBehind.CancelAfter(TimeSpan.FromSeconds(Options.GraceSeconds)));
        using var progress = new StepProgress(step.Id, run);
        try
        {
            var request = new InferenceRequest
            {
                Task = task,
                Model = card,
                Step = step,
                Inputs = resolved,
                Language = run.Request.Language,
                Progress = progress,
            };

            // On a thread of its own, so that a call which computes instead of waiting can be left behind too.
            var token = ended.Token;
            var result = await Task.Run(() => backend.RunAsync(request, token), token).WaitAsync(leaveBehind.Token);
            return result.Value is { } value && ResultCheck.Problem(task, value) is { } problem
                ? InferenceResult.Failure(StepErrorKind.Model, $"{candidate.ModelId} {problem}.")
                : result;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            return InferenceResult.Failure(TimedOut(candidate.ModelId, seconds));
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stop.IsCancellationRequested)
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
            Value = await CompactAsync(step, value, run),
            Model = candidate.ModelId,
            Instance = candidate.Instance!,
            Seconds = Elapsed(began),
            CostUsd = result.CostUsd,
            Tokens = result.Tokens,
            FallbackLevel = level,
        });
        return StepOutcome.Succeeded(value);
    }

    private double Elapsed(long began) => clock.GetElapsedTime(began).TotalSeconds;

    // What said when it will be ready is not asked earlier.
    private TimeSpan Wait(int tries, StepError error) =>
        TimeSpan.FromSeconds(Math.Max(Backoff(tries).TotalSeconds, error.RetryAfterSeconds ?? 0));

    // Exponential, with jitter so that steps which failed together do not all come back together.
#pragma warning disable CA5394 // Jitter needs no secrecy.
    private TimeSpan Backoff(int tries) => TimeSpan.FromSeconds(Options.RetrySeconds * Math.Pow(2, tries - 1) * (0.5 + chance.NextDouble()));
#pragma warning restore CA5394

    private static StepError CannotRun(ModelMatch match) =>
        new(StepErrorKind.CannotRun, $"{char.ToUpperInvariant(match.Reason[0])}{match.Reason[1..]}.");

    private static StepError TimedOut(string what, TimeSpan limit) => new(
        StepErrorKind.TimedOut,
        FormattableString.Invariant($"{what} took longer than {limit.TotalSeconds:0.###} s."),
        "Give the step more time (max_seconds, or Planner:Execution:StepSeconds) or a smaller input.");

    private static IEnumerable<ArtifactValue> ArtifactsIn(Value value) => value switch
    {
        ArtifactValue artifact => [artifact],
        ListValue list => list.Items.SelectMany(ArtifactsIn),
        _ => [],
    };

    /// <summary>Records progress until the call is over; what a call that was left behind still reports goes nowhere.</summary>
    private sealed class StepProgress(string stepId, RunScope run) : IProgress<InferenceProgress>, IDisposable
    {
        private volatile bool _over;

        public void Report(InferenceProgress value)
        {
            if (!_over)
            {
                run.Record(new StepProgressed { StepId = stepId, Fraction = value.Fraction, Text = value.Text });
            }
        }

        public void Dispose() => _over = true;
    }
}
