using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Answering;
using Planner.Artifacts;
using Planner.Budgets;
using Planner.Execution;
using Planner.Inference;
using Planner.Matching;
using Planner.Planning;
using Planner.Prompts;
using Planner.Routes;
using Planner.Telemetry;

namespace Planner.Runs;

/// <summary>The way of a request: plan, match and execute, answer. Steps start while later ones are still being planned.</summary>
internal sealed class RunPipeline(
    IRunJournal journal, PlanIntake intake, IModelMatcher matcher, LlmModelChooser chooser, ChatRouter router, StepRunner runner, IAnswerer answerer, PlainAnswerer plain,
    IOptions<BudgetOptions> budgets, TimeProvider clock, ILogger<RunPipeline> logger)
{
    /// <summary>Runs it to its end, whatever happens on the way. All that happens is in the journal.</summary>
    public async Task RunAsync(ActiveRun active)
    {
        var began = clock.GetTimestamp();
        ArtifactStore.ActAs(active.State.Request?.User);
        using var span = PlannerTelemetry.StartRun(active.Id);
        await using var recorder = new RunRecorder(journal, active.Lease, active.State, clock);
        var end = await EndAsync(active, recorder);
        PlannerTelemetry.EndRun(span, end, clock.GetElapsedTime(began).TotalSeconds);
        await recorder.FlushAsync();
        if (recorder.Fault is { } fault)
        {
            logger.RecorderFaulted(fault, active.Id);
        }
        else if (end is not null)
        {
            recorder.Record(Timed(end, clock.GetElapsedTime(began).TotalSeconds, recorder.State.CostUsd));
            await recorder.FlushAsync();
        }
    }

    /// <summary>How the run ends; null when this process only lets go of it.</summary>
    private async Task<RunEvent?> EndAsync(ActiveRun active, RunRecorder recorder)
    {
        try
        {
            var request = active.State.Request ?? throw new InvalidOperationException($"Run '{active.Id}' has no request.");
            using var run = new RunScope(active, request, recorder, budgets.Value, clock);
            SpendingScope.Enter(run.Spending);
            try
            {
                var end = await WorkAsync(active, run);
                return run.IsLetGo ? null
                    : end is RunCompleted or RunFailed { Kind: RunFailureKind.Planning or RunFailureKind.Steps } && run.Spending.Refusal is { } refusal ? OverBudget(refusal)
                    : end;
            }
            catch (OperationCanceledException) when (run.Stop.IsCancellationRequested)
            {
                return run.IsLetGo ? null : run.IsOverdue ? Overdue(request) : new RunCancelled();
            }
        }
        catch (BadRequestException exception)
        {
            return new RunFailed { Kind = RunFailureKind.BadRequest, Message = exception.Message };
        }
        catch (PromptException exception)
        {
            // A file of the user's own.
            return new RunFailed { Kind = RunFailureKind.Planning, Message = exception.Message };
        }
        catch (Exception exception)
        {
            logger.RunFaulted(exception, active.Id);
            return new RunFailed { Kind = RunFailureKind.Internal, Message = $"Planner itself failed: {exception.Message} What was done is kept; the log has the details." };
        }
    }

    private async Task<RunEvent> WorkAsync(ActiveRun active, RunScope run)
    {
        if (await router.RouteAsync(run.Request, run.Stop) is { } route)
        {
            run.Record(route.ToEvent());
            var failure = await AnswerAsync(run, route);
            return run.IsOverdue ? Overdue(run.Request) : failure is null ? new RunCompleted() : new RunFailed { Kind = RunFailureKind.Steps, Message = failure };
        }

        var recorded = RunSnapshot.Of(active.State);
        var revisions = new PlanRevisions(intake, run, recorded);
        await using var work = new PlanExecution(runner, matcher, chooser, run, recorded) { IsLookedAt = revisions.AreDueAfter };
        Plan? plan = null;
        try
        {
            (plan, var end) = await PrepareAsync(active, run, recorded, work);
            if (end is not null)
            {
                return end;
            }

            work.StartRest(plan);
            while (await revisions.NextAsync(plan, work) is { } revised)
            {
                plan = revised;
                work.StartRest(plan);
            }
        }
        catch (OperationCanceledException) when (run.IsOverdue)
        {
            // Time ran out while it was planned or waited for approval: what was done by then is answered from.
        }

        var outcomes = await work.CompleteAsync();
        if (run.IsCancelled)
        {
            return new RunCancelled();
        }

        var unanswered = await AnswerAsync(run);
        return run.IsOverdue ? Overdue(run.Request) : unanswered is null ? End(plan!, outcomes) : new RunFailed { Kind = RunFailureKind.Steps, Message = unanswered };
    }

    /// <summary>Planning, and approval where it is asked for; with an end when nothing is to be run.</summary>
    private async Task<(Plan Plan, RunEvent? End)> PrepareAsync(ActiveRun active, RunScope run, RunSnapshot recorded, PlanExecution work)
    {
        var options = run.Request.Options;
        var startsEarly = options is { PlanOnly: false, Approve: false };
        var (plan, problems) = await intake.ReadAsync(run, recorded, startsEarly ? work : null);
        if (problems.Count > 0)
        {
            await run.AbandonAsync("the plan was rejected");
            return (plan, Rejected(problems));
        }

        if (options.PlanOnly)
        {
            await work.MatchAsync(plan);
            return (plan, new RunCompleted());
        }

        if (!options.Approve || recorded.IsApproved)
        {
            return (plan, null);
        }

        await work.MatchAsync(plan);
        run.Record(new RunWaiting { Plan = plan });
        var edited = await active.Approval.Task.WaitAsync(run.Stop);
        var approved = edited is null ? plan : intake.Canonical(edited);
        run.Record(new RunApproved { Edited = edited is null ? null : approved });
        problems = intake.Check(approved, run);
        return (approved, problems.Count > 0 ? Rejected(problems) : null);
    }

    /// <summary>Writes the answer; says why when no model could and there is nothing else to tell.</summary>
    private async Task<string?> AnswerAsync(RunScope run, ChatRoute? route = null)
    {
        await run.Recorder.FlushAsync();
        var state = run.Recorder.State;
        var context = new AnsweringContext { Run = state, Route = route, Report = run.Record };
        var text = new StringBuilder();
        try
        {
            // When the time is up, or the money gone, no model is asked.
            await WriteAsync(run.IsOverdue || run.IsOverBudget ? plain : answerer);
        }
        catch (OperationCanceledException) when (run.IsOverdue)
        {
            text.Append(text.Length > 0 ? "\n\n" : "");
            await WriteAsync(plain);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The results are there whatever happened to the words.
            logger.AnswererFaulted(exception, state.RunId);
            text.Append(text.Length > 0 ? "\n\n" : "");
            await WriteAsync(plain);
        }

        run.Record(new AnswerCompleted { Text = text.ToString(), Artifacts = [.. state.Artifacts], Tokens = context.Tokens, CostUsd = context.CostUsd });
        return context.Failure;

        async Task WriteAsync(IAnswerer writer)
        {
            var stop = run.IsOverdue ? CancellationToken.None : run.Stop;
            await foreach (var piece in writer.AnswerAsync(context, stop).WithCancellation(stop))
            {
                text.Append(piece);
                run.Record(new AnswerDelta { Text = piece });
            }
        }
    }

    private static RunFailed Rejected(IReadOnlyList<PlanProblem> problems) =>
        new() { Kind = RunFailureKind.Planning, Message = string.Join(' ', problems.Select(problem => problem.Message)) };

    private static RunFailed Overdue(Request request) => new()
    {
        Kind = RunFailureKind.Deadline,
        Message = FormattableString.Invariant(
            $"The time of {request.Options.DeadlineSeconds:0.###} s ran out. What was done until then is kept. Give it more time with --deadline."),
    };

    private static RunFailed OverBudget(BudgetRefusal refusal) =>
        new() { Kind = RunFailureKind.Budget, Message = $"{refusal.ToError("a call")} What was done until then is kept." };

    /// <summary>How the run ends, by how the plan's steps ended.</summary>
    private static RunEvent End(Plan plan, IReadOnlyDictionary<string, StepOutcome> outcomes)
    {
        if (plan.Steps.FirstOrDefault(step => !outcomes.ContainsKey(step.Id)) is { } lost)
        {
            return new RunFailed { Kind = RunFailureKind.Internal, Message = $"Step {lost.Id} was never run. What was done is kept; please report it." };
        }

        // What a revision gave up is no longer missing.
        var ended = plan.Steps.Select(step => outcomes[step.Id]).ToList();
        var missing = ended.Where(outcome => outcome is { Status: not StepStatus.Succeeded, Optional: false }).ToList();
        if (missing.Count == 0 || ended.Exists(outcome => outcome.Status == StepStatus.Succeeded))
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

    private static RunEvent Timed(RunEvent end, double seconds, decimal cost) => end switch
    {
        RunCompleted completed => completed with { Seconds = seconds, CostUsd = cost },
        RunFailed failed => failed with { Seconds = seconds, CostUsd = cost },
        RunCancelled cancelled => cancelled with { Seconds = seconds, CostUsd = cost },
        _ => end,
    };
}
