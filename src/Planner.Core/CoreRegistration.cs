using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Planner.Answering;
using Planner.Artifacts;
using Planner.Budgets;
using Planner.Catalog;
using Planner.Chat;
using Planner.Conversations;
using Planner.Ensembles;
using Planner.Evaluation;
using Planner.Execution;
using Planner.Execution.Caching;
using Planner.Execution.Checks;
using Planner.Inference;
using Planner.Inference.Live;
using Planner.Matching;
using Planner.Planning;
using Planner.Planning.Lexical;
using Planner.Prompts;
using Planner.Routes;
using Planner.Routing;
using Planner.Runs;
using Planner.SavedPlans;
using Planner.Statistics;

namespace Planner;

/// <summary>Registers the core: planning, execution, answering and the artifact store.</summary>
public static class CoreRegistration
{
    /// <summary>
    /// Adds everything that a run needs but the catalog (<c>AddCatalog</c>, <c>AddMatching</c>), a journal and something that runs models.
    /// What is registered already stays.
    /// </summary>
    public static IServiceCollection AddPlannerCore(this IServiceCollection services)
    {
        services.AddOptions<ArtifactStoreOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ControllerOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PromptOptions>();
        services.AddOptions<AnsweringOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ExecutionOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PlanLimits>().ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RunOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        services.TryAddSingleton<PromptLibrary>();
        services.TryAddSingleton<ArtifactStore>();
        services.TryAddSingleton<ValueStore>();
        services.TryAddSingleton<InputResolver>();
        services.AddRouting();
        services.AddResultChecks();
        services.TryAddSingleton<StepRunner>();
        services.TryAddSingleton<IModelCaller, ModelCaller>();
        services.TryAddSingleton(provider => new LiveCheck(
            provider.GetRequiredService<TaskTaxonomy>(),
            provider.GetRequiredService<ModelCatalog>(),
            provider.GetRequiredService<BackendRegistry>(),
            provider.GetRequiredService<ModelRouter>(),
            provider.GetRequiredService<ArtifactStore>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddOptions<UrlFetcherOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<UrlFetcher>();
        services.TryAddSingleton<AttachmentReader>();
        services.TryAddSingleton<ModelCallReader>();
        services.TryAddSingleton<PlainAnswerer>();
        services.TryAddSingleton<TokenCounter>();
        services.TryAddSingleton<Condenser>();
        services.TryAddSingleton<AnswerPrompt>();
        services.TryAddSingleton<IAnswerer, LlmAnswerer>();
        services.TryAddSingleton<LexicalPlanner>();
        services.TryAddSingleton<PlanExamples>();
        services.TryAddSingleton<PlanPrompt>();
        services.TryAddSingleton<IPlanner, CascadePlanner>();
        services.TryAddSingleton<PlanIntake>();
        services.TryAddSingleton<LlmModelChooser>();
        services.AddRoutes();
        services.TryAddSingleton<ConversationService>();
        services.AddOptions<SavedPlanOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<SavedPlanStore>();
        services.TryAddSingleton<PlanParameters>();
        services.TryAddSingleton<Reruns>();
        services.AddStatistics();
        services.AddBudgets();
        services.AddEnsembles();
        services.TryAddSingleton<ModelEvaluation>();
        services.AddOptions<StepCacheOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<IRoutedCallCache, StepCache>();
        services.TryAddSingleton<RunPipeline>();
        services.TryAddSingleton<IRunService, RunService>();
        return services;
    }
}
