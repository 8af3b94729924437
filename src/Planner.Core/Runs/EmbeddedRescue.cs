using Planner.Planning;
using Planner.Planning.Lexical;

namespace Planner.Runs;

/// <summary>The embedded controller's plan in place of one that a controller LLM could not write, when it is sure enough.</summary>
internal static class EmbeddedRescue
{
    /// <summary>Completes the plan with the embedded controller's steps; false: it is not sure, or its plan can't be run either.</summary>
    /// <param name="context">What is planned.</param>
    /// <param name="plan">The plan so far: steps that were accepted stay, since they may run already.</param>
    /// <param name="options">How sure it has to be.</param>
    /// <param name="why">Why the controller LLM has no plan.</param>
    public static bool TryStandIn(PlanningContext context, IncomingPlan plan, ControllerOptions options, string why)
    {
        var request = context.Request;
        var embedded = LexicalPlanner.Draft(request, context.Taxonomy);
        if (embedded.Confidence < options.RescueConfidence || (embedded.NamedFiles.Count > 0 && !request.Options.PlanOnly))
        {
            return false;
        }

        foreach (var file in embedded.NamedFiles.Where(file => context.NamedFiles.All(known => known.Id != file.Id)))
        {
            context.NamedFiles.Add(file);
        }

        plan.Begin();
        foreach (var step in Renumbered(embedded.Steps, plan.Accepted.Select(step => step.Id)))
        {
            plan.Hold(step);
        }

        if (plan.Settle(context.Report).Count > 0)
        {
            return false;
        }

        context.Report(new PlanStarted { Planner = "embedded", Why = $"The embedded controller's plan stands in: {why}" });
        context.Confidence = embedded.Confidence;
        return true;
    }

    // Steps of the controller's own that run already keep their ids.
    private static IEnumerable<PlanStep> Renumbered(IReadOnlyList<PlanStep> steps, IEnumerable<string> taken)
    {
        var used = taken.ToHashSet(StringComparer.Ordinal);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            ids[step.Id] = used.Add(step.Id) ? step.Id : Enumerable.Range(1, int.MaxValue).Select(number => FormattableString.Invariant($"s{number}"))
                .First(id => steps.All(other => other.Id != id) && used.Add(id));
        }

        Reference Turn(Reference reference) => reference with { Target = ids.GetValueOrDefault(reference.Target, reference.Target) };
        return steps.Select(step => step with
        {
            Id = ids[step.Id],
            Inputs = step.Inputs.ToDictionary(pair => pair.Key, pair => pair.Value.Map(Turn), StringComparer.Ordinal),
            ForEach = step.ForEach?.Map(Turn),
            After = [.. step.After.Select(id => ids.GetValueOrDefault(id, id))],
        });
    }
}
