using System.Text.Json;
using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Chat;
using Planner.Execution;
using Planner.Matching;
using Planner.Planning;
using Planner.Serialization;
using Planner.Telemetry;

namespace Planner.Runs;

/// <summary>
/// Takes a plan in: the controller writes, each step is checked and started as soon as it may, what has one right fix is mended, and with
/// what is left the controller is asked again.
/// </summary>
internal sealed class PlanIntake(
    IPlanner planner, TaskTaxonomy taxonomy, IModelMatcher matcher, IOptions<PlanLimits> limits, IOptions<ControllerOptions> options)
{
    public ControllerOptions Options => options.Value;

    /// <summary>Streams the plan in.</summary>
    /// <param name="run">The run.</param>
    /// <param name="recorded">The run as recorded before: a plan that was whole is taken as it is, one that was not is planned again.</param>
    /// <param name="work">Where steps start while later ones are still being planned; null: nothing starts yet.</param>
    /// <returns>The plan, and what is wrong with it. A plan with problems is recorded as rejected.</returns>
    public async Task<(Plan Plan, IReadOnlyList<PlanProblem> Problems)> ReadAsync(RunScope run, RunSnapshot recorded, PlanExecution? work)
    {
        if (recorded.IsPlanned)
        {
            return (recorded.Plan, Check(recorded.Plan, run));
        }

        IncomingPlan? plan = null;
        var context = ContextOf(run, happened => plan?.Note(happened));
        plan = new IncomingPlan(context, limits.Value, [], (step, isSound) =>
        {
            Accept(step, run, recorded);
            if (isSound && work?.CanStart(step) == true)
            {
                work.Start(step);
            }
        });

        var problems = await PlanAsync(context, plan, run);
        if (problems.Count > 0 && run.Request.Plan is null && planner.For(context).CanRevise && EmbeddedRescue.TryStandIn(context, plan, options.Value, problems[^1].Message))
        {
            problems = [];
        }

        if (problems.Count == 0)
        {
            var known = plan.Accepted.Select(step => step.Id).ToHashSet(StringComparer.Ordinal);
            Remove([.. recorded.Plan.Steps.Select(step => step.Id).Where(id => !known.Contains(id))], run);
            run.Record(new PlanCompleted
            {
                Steps = plan.Accepted.Count,
                Confidence = context.Confidence,
                Used = [.. context.Used],
                Tokens = context.Tokens,
                CostUsd = context.CostUsd,
                UnusedFiles = Unused(run.Request, plan.Accepted),
            });
        }

        return (new Plan(plan.Accepted), problems);
    }

    /// <summary>Asks the controller for what is left of a plan.</summary>
    /// <param name="run">The run.</param>
    /// <param name="revision">What stands, what became of it, and why it is asked.</param>
    /// <param name="work">Where steps start while later ones are still being written.</param>
    /// <returns>
    /// The remaining steps, checked, of which only those that have begun are recorded; whether they are all, or only those that had begun
    /// before the controller could not go on; and what they cost.
    /// </returns>
    public async Task<(IReadOnlyList<PlanStep> Steps, bool AreAll, PlanningContext Context)> ReviseAsync(RunScope run, PlanRevision revision, PlanExecution work)
    {
        IncomingPlan? plan = null;
        List<PlanStep> begun = [];
        var context = ContextOf(run, happened => plan?.Note(happened));
        context.Revision = revision;
        plan = new IncomingPlan(context, limits.Value, revision.Standing, (step, isSound) =>
        {
            if (isSound && work.CanStart(step))
            {
                begun.Add(step);
                run.Record(new PlanStepAccepted { StepId = step.Id, Step = step });
                work.Start(step);
            }
        });
        var areAll = (await PlanAsync(context, plan, run)).Count == 0;
        return (areAll ? plan.Accepted : begun, areAll, context);
    }

    /// <summary>Whether there is a controller that can be asked for what is left of a run's plan.</summary>
    public bool CanRevise(RunScope run)
    {
        var context = ContextOf(run, _ => { });
        context.Revision = new PlanRevision("");
        return run.Request is { Plan: null, Options.Approve: false } && planner.For(context).CanRevise;
    }

    /// <summary>Checks a plan that was edited, or recorded by an earlier owner.</summary>
    public IReadOnlyList<PlanProblem> Check(Plan plan, RunScope run) =>
        Reject(new PlanChecker(taxonomy.Only(run.Request.Options.Tasks), run.Request.Attachments, [], limits.Value).Check(plan), run);

    /// <summary>Names the tasks of an edited plan as the taxonomy does.</summary>
    public Plan Canonical(Plan plan) => plan with { Steps = [.. plan.Steps.Select(Canonical)] };

    /// <summary>Whether two steps are the same, so that what one gave can stand for what the other would give.</summary>
    public static bool AreSame(PlanStep one, PlanStep other) =>
        JsonSerializer.Serialize(one, PlannerJson.Context.PlanStep) == JsonSerializer.Serialize(other, PlannerJson.Context.PlanStep);

    /// <summary>Plan, check, mend, and ask again with what is still wrong, until nothing is or the controller has been asked often enough.</summary>
    private async Task<IReadOnlyList<PlanProblem>> PlanAsync(PlanningContext context, IncomingPlan plan, RunScope run)
    {
        using var span = PlannerTelemetry.StartPlan(run.RunId);
        IPlanner? before = context.Revision is null ? null : planner.For(context);
        for (var round = 0; ; round++)
        {
            var controller = run.Request.Plan is { } given ? new GivenPlanner(given) : planner.For(context);
            if (controller.Name != before?.Name)
            {
                run.Record(new PlanStarted { Planner = controller.Name, Why = before is null ? "" : $"What {before.Name} planned can't be run." });
                before = controller;
            }

            var failure = await ListenAsync(controller, context, plan, run);
            if (failure is { Kind: not ChatErrorKind.Broken })
            {
                return Reject([new PlanProblem(null, failure.Message)], run);
            }

            // What was written before a reply broke off stands; the rest is asked for. A plan that a user gave is run as it is or not at all.
            var problems = Reject(
                failure is not null ? [new PlanProblem(null, failure.Message)] : controller is GivenPlanner ? plan.Check() : plan.Settle(run.Record), run);
            if (problems.Count == 0 || round == options.Value.MaxRetries || controller is GivenPlanner || !CanAskAgain(context, plan, problems))
            {
                return problems;
            }

            plan.Begin();
        }
    }

    /// <summary>Notes what is wrong and what stands, for whoever is asked next; false: nobody can be.</summary>
    private bool CanAskAgain(PlanningContext context, IncomingPlan plan, IReadOnlyList<PlanProblem> problems)
    {
        context.Revision = (context.Revision ?? new PlanRevision("")) with
        {
            Why = "The plan as written can't be run.",
            Standing = [.. plan.Standing, .. plan.Accepted],
            GivenUp = [.. plan.Held],
            Problems = [.. problems.Select(problem => problem.Message)],
        };
        return planner.For(context).CanRevise;
    }

    /// <summary>Takes in what the controller writes; says so when it could not.</summary>
    private static async Task<ChatException?> ListenAsync(IPlanner controller, PlanningContext context, IncomingPlan plan, RunScope run)
    {
        try
        {
            await foreach (var step in controller.PlanAsync(context, run.Stop).WithCancellation(run.Stop))
            {
                plan.Take(step);
                if (plan.IsTooLong)
                {
                    break;
                }
            }

            return null;
        }
        catch (ChatException exception)
        {
            return exception;
        }
    }

    private PlanningContext ContextOf(RunScope run, Action<RunEvent> note) => new()
    {
        Request = run.Request,
        Taxonomy = taxonomy.Only(run.Request.Options.Tasks),
        CanRunAsync = (step, stop) => CanRunAsync(step, run.Request, stop),
        Report = happened =>
        {
            note(happened);
            run.Record(happened);
        },
    };

    private async ValueTask<bool> CanRunAsync(PlanStep step, Request request, CancellationToken cancellationToken)
    {
        var match = await matcher.MatchAsync(step, request.Options.Egress, request.Options.Pinned, cancellationToken);
        return match.Candidates.Any(candidate => candidate.Runnable);
    }

    private static IReadOnlyList<string> Unused(Request request, IReadOnlyList<PlanStep> steps)
    {
        var used = steps.SelectMany(step => step.Dependencies).ToHashSet(StringComparer.Ordinal);
        return [.. request.Attachments.Where(file => !used.Contains(file.Id)).Select(file => file.Name)];
    }

    private PlanStep Canonical(PlanStep step) => taxonomy.TryGet(step.Task, out var task) ? step with { Task = task.Id } : step;

    // Done steps stay: one that an earlier owner of the run planned alike keeps its place and its value.
    private void Accept(PlanStep step, RunScope run, RunSnapshot recorded)
    {
        if (recorded.Steps.TryGetValue(step.Id, out var before) && AreSame(before.Step, step))
        {
            return;
        }

        Remove(before is null ? [] : [step.Id], run);
        run.Record(new PlanStepAccepted { StepId = step.Id, Step = step });
        if (step.Then is not null && !CanRevise(run))
        {
            run.Record(new PlanMended { StepId = step.Id, Before = $"then: {step.Then}", After = "", Why = $"Step {step.Id} asks for '{step.Then}', and no controller here can look at its result; the plan goes on as it is." });
        }
    }

    private static void Remove(IReadOnlyList<string> ids, RunScope run)
    {
        if (ids.Count > 0)
        {
            run.Record(new PlanRevised { Removed = ids, Why = "The run was interrupted before its plan was whole, and the plan came out otherwise." });
        }
    }

    private static IReadOnlyList<PlanProblem> Reject(IReadOnlyList<PlanProblem> problems, RunScope run)
    {
        if (problems.Count > 0)
        {
            run.Record(new PlanRejected { Errors = [.. problems.Select(problem => problem.Message)] });
        }

        return problems;
    }
}
