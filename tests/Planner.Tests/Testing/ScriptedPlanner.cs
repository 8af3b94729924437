using System.Runtime.CompilerServices;
using Planner.Planning;

namespace Planner.Tests.Testing;

/// <summary>A planner that gives the steps of a test.</summary>
public sealed class ScriptedPlanner(params IEnumerable<PlanStep> steps) : IPlanner
{
    public string Name => "scripted";

    /// <summary>Awaited before each step is given.</summary>
    public Func<PlanStep, Task> BeforeEach { get; init; } = _ => Task.CompletedTask;

    public async IAsyncEnumerable<PlanStep> PlanAsync(PlanningContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var step in steps)
        {
            await BeforeEach(step);
            cancellationToken.ThrowIfCancellationRequested();
            yield return step;
        }
    }
}
