using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Answering;
using Planner.Catalog;
using Planner.Execution;
using Planner.Inference;
using Planner.Matching;
using Planner.Planning;

namespace Planner.Runs;

/// <summary>The way of a request: plan, match and execute, answer. Steps start while later ones are still being planned.</summary>
internal sealed class RunPipeline(
    IRunJournal journal,
    IPlanner planner,
    TaskTaxonomy taxonomy,
    IModelMatcher matcher,
    StepRunner runner,
    InputResolver inputs,
    IAnswerer answerer,
    IOptions<ExecutionOptions> execution,
    IOptions<PlanLimits> limits,
    TimeProvider clock,
    ILogger<RunPipeline> logger)
{
    /// <summary>Runs it to its end. All that happens is in the journal.</summary>
    public async Task RunAsync(ActiveRun active)
    {
        var began = clock.GetTimestamp();
        var request = active.State.Request ?? throw new InvalidOperationException($"Run '{active.Id}' has no request.");
        await using var recorder = new RunRecorder(journal, active.Lease, active.State, clock);
        using var run = new RunScope(
            request,
            recorder,
            request.Options.DeadlineSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            clock,
            active.Cancelled.Token);
        RunEvent end;
        try
        {
            end = await RunAsync(active, run);
        }
        catch (OperationCanceledException) when (run.Stop.IsCancellationRequested)
        {
            end = run.IsOverdue ? Overdue(request) : new RunCancelled();
        }
        catch (BadRequestException exception)
        {
            end = new RunFailed { Kind = RunFailureKind.BadRequest, Message = exception.Message };
        }
        catch (Exception exception)
        {
            logger.RunFaulted(exception, active.Id);
            end = new RunFailed { Kind = RunFailureKind.Internal, Message = $"Planner itself failed: {exception.Message} What was done is kept." };
        }

        await recorder.FlushAsync();
        if (recorder.Fault is { } fault)
        {
            logger.RecorderFaulted(fault, active.Id);
            return;
        }

        var took = clock.GetElapsedTime(began).TotalSeconds;
        var cost = recorder.State.CostUsd;
        run.Record(end switch
        {
            RunCompleted completed => completed with { Seconds = took, CostUsd = cost },
            RunFailed failed => failed with { Seconds = took, CostUsd = cost },
            RunCancelled cancelled => cancelled with { Seconds = took, CostUsd = cost },
            _ => end,
        });
        await recorder.FlushAsync();
    }

    private async Task<RunEvent> RunAsync(ActiveRun active, RunScope run)
    {
        var options = run.Request.Options;
        using var work = new PlanExecution(runner, matcher, inputs, execution.Value, clock, run, active.State.Done());
        var planning = await PlanAsync(active.State, run, options is { PlanOnly: false, Approve: false } ? work : null);
        if (planning.Problems.Count > 0)
        {
            run.Record(new PlanRejected { Errors = [.. planning.Problems.Select(problem => problem.Message)] });
            await run.AbandonAsync("the plan was rejected");
            await work.CompleteAsync();
            return new RunFailed { Kind = RunFailureKind.Planning, Message = string.Join(' ', planning.Problems.Select(problem => problem.Message)) };
        }

        var plan = planning.Plan;
        if (options.PlanOnly)
        {
            await MatchAsync(plan, run);
            return new RunCompleted();
        }

        if (options.Approve && !active.State.IsApproved)
        {
            await MatchAsync(plan, run);
            run.Record(new RunWaiting { Plan = plan });
            var edited = await active.Approval.Task.WaitAsync(run.Stop);
            run.Record(new RunApproved { Edited = edited });
            plan = edited ?? plan;
            if (Check(plan, run.Request) is { Count: > 0 } problems)
            {
                run.Record(new PlanRejected { Errors = [.. problems.Select(problem => problem.Message)] });
                return new RunFailed { Kind = RunFailureKind.Planning, Message = string.Join(' ', problems.Select(problem => problem.Message)) };
            }
        }

        foreach (var step in plan.Graph.TopologicalOrder().Where(step => !planning.Started.Contains(step.Id)))
        {
            work.Start(step);
        }

        var outcomes = await work.CompleteAsync();
        if (active.Cancelled.IsCancellationRequested)
        {
            return new RunCancelled();
        }

        await AnswerAsync(run);
        return run.IsOverdue ? Overdue(run.Request) : End([.. outcomes.Values]);
    }

    /// <summary>Ranks models for a plan that is shown before, or instead of, being run.</summary>
    private async Task MatchAsync(Plan plan, RunScope run)
    {
        foreach (var step in plan.Steps)
        {
            run.Record(new StepMatched { StepId = step.Id, Match = await matcher.MatchAsync(step, run.Request.Options.Egress, run.Stop) });
        }
    }

    /// <summary>Streams the plan; with <paramref name="work"/>, starts each step as it comes if all it waits for has been started.</summary>
    private async Task<(Plan Plan, IReadOnlyList<PlanProblem> Problems, IReadOnlySet<string> Started)> PlanAsync(RunState state, RunScope run, PlanExecution? work)
    {
        var started = new HashSet<string>(StringComparer.Ordinal);
        if (state.IsPlanned)
        {
            return (state.Plan, [], started);
        }

        // A plan that an earlier owner left unfinished is begun anew; nothing of it is taken for this one's.
        var stale = state.Plan.Steps.Select(step => step.Id).ToList();
        if (stale.Count > 0)
        {
            run.Record(new PlanRevised { Removed = stale, Why = "The run was interrupted before its plan was whole." });
            await run.Recorder.FlushAsync();
        }

        var controller = run.Request.Plan is { } given ? new GivenPlanner(given) : planner;
        run.Record(new PlanStarted { Planner = controller.Name });
        var context = new PlanningContext { Request = run.Request, Taxonomy = taxonomy, Report = run.Record };
        var checker = new PlanChecker(taxonomy, run.Request.Attachments, context.NamedFiles, limits.Value);
        var steps = new Dictionary<string, PlanStep>(StringComparer.Ordinal);
        await foreach (var step in controller.PlanAsync(context, run.Stop).WithCancellation(run.Stop))
        {
            if (!steps.TryAdd(step.Id, step) || steps.Count > limits.Value.MaxSteps)
            {
                return (new Plan([.. steps.Values, step]), checker.Check(new Plan([.. steps.Values, step])), started);
            }

            // A step that refers to a later one is not started before the whole plan is there.
            var problems = checker.Check(step, steps);
            run.Record(new PlanStepAccepted { StepId = step.Id, Step = step });
            if (work is not null && problems.Count == 0 && work.CanStart(step))
            {
                work.Start(step);
                started.Add(step.Id);
            }
        }

        var plan = new Plan([.. steps.Values]);
        run.Record(new PlanCompleted { Steps = plan.Steps.Count, Confidence = context.Confidence, Used = [.. context.Used] });
        return (plan, checker.Check(plan), started);
    }

    private IReadOnlyList<PlanProblem> Check(Plan plan, Request request) => new PlanChecker(taxonomy, request.Attachments, [], limits.Value).Check(plan);

    private async Task AnswerAsync(RunScope run)
    {
        await run.Recorder.FlushAsync();
        var text = new StringBuilder();
        try
        {
            await foreach (var piece in answerer.AnswerAsync(run.Recorder.State, run.IsOverdue ? CancellationToken.None : run.Stop))
            {
                text.Append(piece);
                run.Record(new AnswerDelta { Text = piece });
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.AnswererFaulted(exception, run.Recorder.State.RunId);
            text.Append("The answer could not be written; the steps' results are kept and can be shown.");
        }

        run.Record(new AnswerCompleted { Text = text.ToString(), Artifacts = [.. run.Recorder.State.Artifacts] });
    }

    private static RunFailed Overdue(Request request) => new()
    {
        Kind = RunFailureKind.Deadline,
        Message = FormattableString.Invariant($"The time of {request.Options.DeadlineSeconds:0.###} s ran out. What was done until then is kept. Give it more time with --deadline."),
    };

    /// <summary>How the run ends, by how its steps ended.</summary>
    internal static RunEvent End(IReadOnlyCollection<StepOutcome> outcomes)
    {
        var missing = outcomes.Where(outcome => outcome is { Status: not StepStatus.Succeeded, Optional: false }).ToList();
        if (missing.Count == 0 || outcomes.Any(outcome => outcome.Status == StepStatus.Succeeded))
        {
            return new RunCompleted { Partial = missing.Count > 0 };
        }

        var errors = missing.Select(outcome => outcome.Error).OfType<StepError>().Distinct().ToList();
        return new RunFailed
        {
            Kind = errors.TrueForAll(error => error.Kind == StepErrorKind.CannotRun) ? RunFailureKind.CannotRun
                : errors.TrueForAll(error => error.Kind == StepErrorKind.BadInput) ? RunFailureKind.BadRequest
                : RunFailureKind.Steps,
            Message = string.Join(' ', errors),
        };
    }
}
