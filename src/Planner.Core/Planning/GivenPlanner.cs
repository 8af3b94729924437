using System.Runtime.CompilerServices;

namespace Planner.Planning;

/// <summary>Plans what the request itself says is the plan.</summary>
internal sealed class GivenPlanner(Plan plan) : IPlanner
{
    public string Name => "given";

    public async IAsyncEnumerable<PlanStep> PlanAsync(PlanningContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var step in plan.Steps)
        {
            yield return step;
        }
    }
}
