using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Ensembles;
using Planner.Inference;
using Planner.Matching;
using Planner.Planning;
using Planner.Routing;
using Planner.Runs;
using Planner.Telemetry;
using Planner.Values;

namespace Planner.Execution;

/// <summary>Runs one step whose inputs are there: has the ranked models called until one gives a good value, and records what happens.</summary>
internal sealed class StepRunner(
    TaskTaxonomy taxonomy, ModelRouter router, EnsembleRunner ensembles, InputResolver inputs, ValueStore values, IOptions<ExecutionOptions> options, TimeProvider clock, ILogger<StepRunner> logger)
{
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
        using var span = PlannerTelemetry.StartStep(run.Span, run.RunId, step.Id, step.Task);
        var outcome = await RunMatchedAsync(step, match, lookup, run);
        PlannerTelemetry.EndStep(span, step.Task, outcome.Status, outcome.Error?.Kind, outcome.Cached);
        return outcome;
    }

    private async Task<StepOutcome> RunMatchedAsync(PlanStep step, ModelMatch match, Func<Reference, Value> lookup, RunScope run)
    {
        var began = clock.GetTimestamp();
        var most = step.Requirements?.MaxSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan;
        using var whole = new CancellationTokenSource(most, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(whole.Token, run.Stop);
        using var way = new RecordedWay(step.Id, run);
        try
        {
            var task = taxonomy.TryGet(step.Task, out var known) ? known : throw new ResolutionException($"The task '{step.Task}' does not exist.");
            var runnable = match.Candidates.Where(candidate => candidate.Runnable).ToList();
            var candidates = runnable.Where(candidate => !candidate.Fallback).Take(Options.ModelsPerStep).Concat(runnable.Where(candidate => candidate.Fallback)).ToList();
            if (candidates.Count == 0)
            {
                return Fail(step, CannotRun(match), null, 0, run);
            }

            var call = new RoutedCall
            {
                Task = task,
                Step = step,
                Inputs = await inputs.ResolveAsync(step, task, lookup, stop.Token),
                Targets = [.. candidates.Select(candidate => candidate.ModelId)],
                Ceiling = run.Request.Options.Egress,
                Language = run.Request.Language,
                RunId = run.RunId,
                NoCache = run.Request.Options.NoCache,
                Progress = way,
                Listener = way,
            };
            if (SizeOf(step, task, match, run) is > 1 and var size)
            {
                return await RunEnsembleAsync(call, match, size, began, run, stop.Token);
            }

            var routed = await router.RunAsync(call, stop.Token);
            return routed.Result is { Value: { } value, Error: null }
                ? await SucceedAsync(step, value, began, run, new StepSucceeded
                {
                    Value = value,
                    Model = routed.Model ?? "",
                    Instance = routed.Instance ?? "",
                    CostUsd = routed.Result.CostUsd,
                    Tokens = routed.Result.Tokens,
                    Cached = routed.Cached,
                    Weakness = routed.Result.Weakness,
                    FallbackLevel = routed.FallbackLevel,
                })
                : Fail(step, routed.Result.Error!, routed.Model, Elapsed(began), run);
        }
        catch (OperationCanceledException) when (run.Stop.IsCancellationRequested)
        {
            run.Record(new StepCancelled { StepId = step.Id, Reason = run.StopReason });
            return new StepOutcome(StepStatus.Cancelled);
        }
        catch (OperationCanceledException) when (whole.IsCancellationRequested)
        {
            return Fail(step, TimedOut($"Step {step.Id}", most), way.Model, Elapsed(began), run);
        }
        catch (Exception exception)
        {
            return Fail(step, exception, run, way.Model, Elapsed(began));
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

    /// <summary>On how many models it runs: as many as are asked for, if so many can.</summary>
    private static int SizeOf(PlanStep step, TaskType task, ModelMatch match, RunScope run)
    {
        var (size, runnable) = (EnsembleRunner.SizeOf(step, task, run.Request.Options), match.Candidates.Count(candidate => candidate.Runnable));
        if (step.Ensemble > runnable)
        {
            run.Record(new PlanMended
            {
                StepId = step.Id,
                Before = $"ensemble: {step.Ensemble}",
                After = $"ensemble: {runnable}",
                Why = $"Step {step.Id} asks for an ensemble of {step.Ensemble}, and {runnable} {(runnable == 1 ? "model" : "models")} can run it here.",
            });
        }

        return Math.Min(size, runnable);
    }

    private async Task<StepOutcome> RunEnsembleAsync(RoutedCall call, ModelMatch match, int size, long began, RunScope run, CancellationToken stop)
    {
        var step = call.Step;
        var result = await ensembles.RunAsync(
            call, [.. match.Candidates.Where(candidate => candidate.Runnable)], size, run.Record, value => CompactAsync(step, value, run), stop);
        return result.Result is { Value: { } value, Error: null }
            ? await SucceedAsync(step, value, began, run, new StepSucceeded
            {
                Value = value,
                Model = string.Join(" + ", result.Models),
                Instance = EnsembleRunner.Instance,
                CostUsd = result.Result.CostUsd,
                Tokens = result.Result.Tokens,
                Consensus = result.How,
            })
            : Fail(step, result.Result.Error!, null, Elapsed(began), run);
    }

    private async Task<StepOutcome> SucceedAsync(PlanStep step, Value value, long began, RunScope run, StepSucceeded succeeded)
    {
        foreach (var artifact in ArtifactsIn(value))
        {
            run.Record(new ArtifactStored { StepId = step.Id, Artifact = artifact.Artifact });
        }

        run.Record(succeeded with { StepId = step.Id, Value = await CompactAsync(step, value, run), Seconds = Elapsed(began) });
        return StepOutcome.Succeeded(value) with { Cached = succeeded.Cached };
    }

    private double Elapsed(long began) => clock.GetElapsedTime(began).TotalSeconds;

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

    /// <summary>Records what happens on the call's way until it is over; what a call that was left behind still reports goes nowhere.</summary>
    private sealed class RecordedWay(string stepId, RunScope run) : IProgress<InferenceProgress>, IRoutingListener, IDisposable
    {
        private volatile bool _over;

        /// <summary>The model that was called last.</summary>
        public string? Model { get; private set; }

        public void Started(int attempt, string model, string instance)
        {
            Model = model;
            Record(new StepStarted { StepId = stepId, Attempt = attempt, Model = model, Instance = instance });
        }

        public void Retried(int attempt, StepError error, string next) => Record(new StepRetried { StepId = stepId, Attempt = attempt, Error = error, Next = next });

        public void Hedged(string model, string instance) => Record(new StepHedged { StepId = stepId, Instance = instance });

        public void Report(InferenceProgress value) => Record(new StepProgressed { StepId = stepId, Fraction = value.Fraction, Text = value.Text });

        public void Dispose() => _over = true;

        private void Record(RunEvent happened)
        {
            if (!_over)
            {
                run.Record(happened);
            }
        }
    }
}
