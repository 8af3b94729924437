using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Inference;
using Planner.Matching;
using Planner.Planning;
using Planner.Routing;
using Planner.Runs;
using Planner.Values;

namespace Planner.Execution;

/// <summary>Runs one step whose inputs are there: has the ranked models called until one gives a good value, and records what happens.</summary>
internal sealed class StepRunner(
    TaskTaxonomy taxonomy, ModelRouter router, InputResolver inputs, ValueStore values, IOptions<ExecutionOptions> options, TimeProvider clock, ILogger<StepRunner> logger)
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
        var began = clock.GetTimestamp();
        var most = step.Requirements?.MaxSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan;
        using var whole = new CancellationTokenSource(most, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(whole.Token, run.Stop);
        using var way = new RecordedWay(step.Id, run);
        try
        {
            var task = taxonomy.TryGet(step.Task, out var known) ? known : throw new ResolutionException($"The task '{step.Task}' does not exist.");
            var candidates = match.Candidates.Where(candidate => candidate.Runnable).Take(Options.ModelsPerStep).ToList();
            if (candidates.Count == 0)
            {
                return Fail(step, CannotRun(match), null, 0, run);
            }

            var routed = await router.RunAsync(
                new RoutedCall
                {
                    Task = task,
                    Step = step,
                    Inputs = await inputs.ResolveAsync(step, task, lookup, stop.Token),
                    Targets = [.. candidates.Select(candidate => candidate.ModelId)],
                    Ceiling = run.Request.Options.Egress,
                    Language = run.Request.Language,
                    RunId = run.RunId,
                    Progress = way,
                    Listener = way,
                },
                stop.Token);
            return routed.Result is { Value: { } value, Error: null }
                ? await SucceedAsync(step, value, routed, began, run)
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

    private async Task<StepOutcome> SucceedAsync(PlanStep step, Value value, RoutedResult routed, long began, RunScope run)
    {
        foreach (var artifact in ArtifactsIn(value))
        {
            run.Record(new ArtifactStored { StepId = step.Id, Artifact = artifact.Artifact });
        }

        run.Record(new StepSucceeded
        {
            StepId = step.Id,
            Value = await CompactAsync(step, value, run),
            Model = routed.Model ?? "",
            Instance = routed.Instance ?? "",
            Seconds = Elapsed(began),
            CostUsd = routed.Result.CostUsd,
            Tokens = routed.Result.Tokens,
            Cached = routed.Cached,
            FallbackLevel = routed.FallbackLevel,
        });
        return StepOutcome.Succeeded(value);
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
