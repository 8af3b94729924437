using System.Text.Json.Nodes;
using Planner.Planning;

namespace Planner.Runs;

/// <summary>Runs a plan again from one of its steps on: what is done before it, and beside it, is kept.</summary>
public sealed class Reruns(IRunJournal journal, PlanParameters parameters)
{
    /// <summary>Makes the request that runs an earlier one again, and what it need not do anew.</summary>
    /// <param name="run">The earlier run; it has ended, and its plan was whole.</param>
    /// <param name="from">The step from which to run again; null: from what did not succeed, or what <paramref name="values"/> change.</param>
    /// <param name="values">Other values for the plan's parameters; the steps that take them are run again.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The request, and the events of the plan and of the steps that are kept.</returns>
    /// <exception cref="BadRequestException">The run can't be run again so.</exception>
    public async Task<(Request Request, IReadOnlyList<RunEvent> Kept)> PrepareAsync(
        RunState run, string? from, IEnumerable<KeyValuePair<string, JsonNode?>> values, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run is not { Request: { } before, IsPlanned: true } || run.Plan.Steps.Count == 0)
        {
            throw new BadRequestException($"Run '{run.RunId}' has no plan that could be run again. Ask anew.");
        }

        if (!run.Status.HasEnded())
        {
            throw new BadRequestException($"Run '{run.RunId}' has not ended. Wait until it has, or cancel it.");
        }

        if (from is not null && run.Plan.Steps.All(step => step.Id != from))
        {
            throw new BadRequestException($"Run '{run.RunId}' has no step '{from}'. It has {string.Join(", ", run.Plan.Steps.Select(step => step.Id))}.");
        }

        var plan = parameters.Set(run.Plan, values);
        var redone = RedoneIn(plan, run, from);
        if (redone.Count == 0)
        {
            throw new BadRequestException($"Every step of run '{run.RunId}' succeeded. Say from which to run again, such as {run.Plan.Steps[^1].Id}.");
        }

        var request = before with { Plan = plan, RerunOf = run.RunId, Options = before.Options with { PlanOnly = false, Approve = false } };
        return (request, [.. PlanEvents(plan, run.RunId), .. await KeptAsync(run, redone, cancellationToken)]);
    }

    /// <summary>The steps to run: those named, changed or not done, and all that need them.</summary>
    private static HashSet<string> RedoneIn(Plan plan, RunState run, string? from)
    {
        var graph = plan.Graph;
        var redone = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in graph.TopologicalOrder())
        {
            if (step.Id == from || run.Step(step.Id) is not { Status: StepStatus.Succeeded } done || !PlanIntake.AreSame(done.Step, step) || graph.DependenciesOf(step.Id).Any(redone.Contains))
            {
                redone.Add(step.Id);
            }
        }

        return redone;
    }

    private static IEnumerable<RunEvent> PlanEvents(Plan plan, string runId)
    {
        yield return new PlanStarted { Planner = "given", Why = $"The plan is that of run {runId}." };
        foreach (var step in plan.Steps)
        {
            yield return new PlanStepAccepted { StepId = step.Id, Step = step };
        }

        yield return new PlanCompleted { Steps = plan.Steps.Count };
    }

    // As they were recorded, but that they cost nothing this time.
    private async Task<List<RunEvent>> KeptAsync(RunState run, HashSet<string> redone, CancellationToken cancellationToken)
    {
        var kept = new List<RunEvent>();
        await foreach (var happened in journal.ReadAsync(run.RunId, 0, follow: false, cancellationToken))
        {
            if (happened.StepId is { } id && !redone.Contains(ParentOf(id)) && run.Step(id) is { Status: StepStatus.Succeeded })
            {
                RunEvent? copy = happened switch
                {
                    StepSucceeded done => done with { Cached = true, CostUsd = 0 },
                    StepMatched or StepExpanded or ArtifactStored => happened,
                    _ => null,
                };
                if (copy is not null)
                {
                    kept.Add(copy);
                }
            }
        }

        return kept;
    }

    private static string ParentOf(string id) => id.IndexOf('[', StringComparison.Ordinal) is var bracket and > 0 ? id[..bracket] : id;
}
