using Planner.Runs;

namespace Planner.Statistics;

/// <summary>Says what a matched plan will probably take, from what was counted. What was never called is not guessed.</summary>
public sealed class PlanEstimator(IStatisticsStore store)
{
    /// <summary>The estimate of a run's plan.</summary>
    /// <param name="run">A run whose steps are matched.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<PlanEstimate> OfAsync(RunState run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var steps = new Dictionary<string, StepEstimate>(StringComparer.Ordinal);
        foreach (var state in run.Steps)
        {
            steps[state.Step.Id] = await OfAsync(state, cancellationToken);
        }

        return new PlanEstimate
        {
            Steps = [.. run.Steps.Select(state => steps[state.Step.Id])],
            Seconds = steps.Values.All(step => step.Seconds is not null) ? run.Plan.Graph.CriticalPath(step => steps[step.Id].Seconds!.Value).Length : null,
            CostUsd = steps.Values.All(step => step.CostUsd is not null) ? steps.Values.Sum(step => step.CostUsd) : null,
        };
    }

    private async Task<StepEstimate> OfAsync(StepState state, CancellationToken cancellationToken)
    {
        if (state.Match?.Candidates.FirstOrDefault(candidate => candidate.Runnable) is not { } best)
        {
            return new StepEstimate(state.Step.Id, null, null, null, 0);
        }

        // Of several places that run it, the one that has done it most.
        var known = (await store.ReadAsync(best.ModelId, state.Step.Task, cancellationToken)).Where(row => row.Calls > 0).MaxBy(row => row.Calls);
        return new StepEstimate(state.Step.Id, best.ModelId, known?.P50Seconds, known is null ? null : known.CostUsd / known.Calls, known?.Calls ?? 0);
    }
}
