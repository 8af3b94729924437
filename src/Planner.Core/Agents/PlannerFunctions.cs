using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Planner.Planning;
using Planner.SavedPlans;

namespace Planner.Agents;

/// <summary>
/// Planner as functions that an agent's language model can call: <c>solve</c>, <c>plan</c>, <c>find_models</c>, <c>run_model</c> and
/// <c>get_artifact</c>, and each of the caller's saved plans (<c>saved_…</c>). They plug into anything that takes <see cref="AIFunction"/>, Semantic Kernel included (<c>AsKernelFunction</c>).
/// Results are short texts that name files by their ids; a failure is a text that says what, where and the fix, so that the agent can do better.
/// </summary>
public static class PlannerFunctions
{
    /// <summary>Makes the functions.</summary>
    /// <param name="services">Planner's services: core, catalog, matching, a journal, and what runs models.</param>
    /// <param name="options">How calls are made; null: as whoever sits at this machine.</param>
    public static IReadOnlyList<AIFunction> Create(IServiceProvider services, PlannerFunctionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        options ??= new PlannerFunctionOptions();
        var tools = ActivatorUtilities.CreateInstance<AgentTools>(services, options);
        var parameters = services.GetRequiredService<PlanParameters>();
        return
        [
            Function(tools.SolveAsync, "solve"),
            Function(tools.PlanAsync, "plan"),
            Function(tools.FindModels, "find_models"),
            Function(tools.RunModelAsync, "run_model"),
            Function(tools.GetArtifactAsync, "get_artifact"),
            .. services.GetRequiredService<SavedPlanStore>().List(options.Caller.User).Select(plan => new SavedPlanFunction(plan, parameters.Of(plan.Plan), tools)),
        ];
    }

    private static AIFunction Function(Delegate method, string name) => AIFunctionFactory.Create(method, new AIFunctionFactoryOptions
    {
        Name = name,

        // Text and content go to the agent as they are.
        MarshalResult = static (result, _, _) => ValueTask.FromResult(result),
    });
}
