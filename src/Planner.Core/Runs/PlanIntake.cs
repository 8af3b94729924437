using System.Text.Json;
using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Execution;
using Planner.Matching;
using Planner.Planning;
using Planner.Serialization;

namespace Planner.Runs;

/// <summary>Takes a plan in, step by step: each is named as the taxonomy names it, checked, recorded, and started as soon as it may.</summary>
internal sealed class PlanIntake(IPlanner planner, TaskTaxonomy taxonomy, IModelMatcher matcher, IOptions<PlanLimits> limits)
{
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

        var controller = run.Request.Plan is { } given ? new GivenPlanner(given) : planner;
        run.Record(new PlanStarted { Planner = controller.Name });
        var allowed = taxonomy.Only(run.Request.Options.Tasks);
        var context = new PlanningContext { Request = run.Request, Taxonomy = allowed, Report = run.Record, CanRunAsync = (task, stop) => CanRunAsync(task, run.Request, stop) };
        var checker = new PlanChecker(allowed, run.Request.Attachments, context.NamedFiles, limits.Value);
        var steps = new List<PlanStep>();
        var known = new Dictionary<string, PlanStep>(StringComparer.Ordinal);
        await foreach (var planned in controller.PlanAsync(context, run.Stop).WithCancellation(run.Stop))
        {
            var step = Canonical(planned);
            steps.Add(step);
            if (!known.TryAdd(step.Id, step) || steps.Count > limits.Value.MaxSteps)
            {
                break;
            }

            Accept(step, run, recorded);

            // A step that refers to a later one is not started before the whole plan is there.
            if (work is not null && checker.Check(step, known).Count == 0 && work.CanStart(step))
            {
                work.Start(step);
            }
        }

        var plan = new Plan(steps);
        var problems = Reject(checker.Check(plan), run);
        if (problems.Count == 0)
        {
            Remove([.. recorded.Plan.Steps.Select(step => step.Id).Where(id => !known.ContainsKey(id))], run);
            run.Record(new PlanCompleted { Steps = steps.Count, Confidence = context.Confidence, Used = [.. context.Used], Tokens = context.Tokens, CostUsd = context.CostUsd, UnusedFiles = Unused(run.Request, plan) });
        }

        return (plan, problems);
    }

    /// <summary>Checks a plan that was edited, or recorded by an earlier owner.</summary>
    public IReadOnlyList<PlanProblem> Check(Plan plan, RunScope run) =>
        Reject(new PlanChecker(taxonomy.Only(run.Request.Options.Tasks), run.Request.Attachments, [], limits.Value).Check(plan), run);

    /// <summary>Names the tasks of an edited plan as the taxonomy does.</summary>
    public Plan Canonical(Plan plan) => plan with { Steps = [.. plan.Steps.Select(Canonical)] };

    /// <summary>Whether two steps are the same, so that what one gave can stand for what the other would give.</summary>
    public static bool AreSame(PlanStep one, PlanStep other) =>
        JsonSerializer.Serialize(one, PlannerJson.Context.PlanStep) == JsonSerializer.Serialize(other, PlannerJson.Context.PlanStep);

    private async ValueTask<bool> CanRunAsync(TaskType task, Request request, CancellationToken cancellationToken)
    {
        var match = await matcher.MatchAsync(new PlanStep { Id = "s1", Task = task.Id }, request.Options.Egress, cancellationToken);
        return match.Candidates.Any(candidate => candidate.Runnable);
    }

    private static IReadOnlyList<string> Unused(Request request, Plan plan)
    {
        var used = plan.Steps.SelectMany(step => step.Dependencies).ToHashSet(StringComparer.Ordinal);
        return [.. request.Attachments.Where(file => !used.Contains(file.Id)).Select(file => file.Name)];
    }

    private PlanStep Canonical(PlanStep step) => taxonomy.TryGet(step.Task, out var task) ? step with { Task = task.Id } : step;

    // Done steps stay: one that an earlier owner of the run planned alike keeps its place and its value.
    private static void Accept(PlanStep step, RunScope run, RunSnapshot recorded)
    {
        if (recorded.Steps.TryGetValue(step.Id, out var before) && AreSame(before.Step, step))
        {
            return;
        }

        Remove(before is null ? [] : [step.Id], run);
        run.Record(new PlanStepAccepted { StepId = step.Id, Step = step });
        if (step.Ensemble > 1 || step.Then is not null)
        {
            var asked = step.Ensemble > 1 ? $"ensemble: {step.Ensemble}" : $"then: {step.Then}";
            run.Record(new PlanMended { StepId = step.Id, Before = asked, After = "", Why = $"Step {step.Id} asks for '{asked}', which is not there yet; it runs on one model, once." });
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
