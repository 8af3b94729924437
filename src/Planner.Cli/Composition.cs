using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Planner.Answering;
using Planner.Artifacts;
using Planner.Budgets;
using Planner.Catalog;
using Planner.Ensembles;
using Planner.Execution;
using Planner.Execution.Caching;
using Planner.Inference.HuggingFace;
using Planner.Inference.Local;
using Planner.Inference.OpenAI;
using Planner.Inference.Prompts;
using Planner.Matching;
using Planner.Planning;
using Planner.Prompts;
using Planner.Routes;
using Planner.Routing;
using Planner.Runs;
using Planner.SavedPlans;
using Planner.Server;
using Planner.Statistics;
using Planner.Storage;
using Planner.Tools;

namespace Planner.Cli;

/// <summary>The one place where the program is put together.</summary>
internal static class Composition
{
    /// <summary>Makes the services; each is created when it is first used.</summary>
    /// <exception cref="CommandLineException">The configuration is wrong.</exception>
    public static ServiceProvider Build(CliContext context)
    {
        var services = new ServiceCollection();
        AddTo(services, context);
        var provider = services.BuildServiceProvider();
        if (OtlpExport.IsWanted(context))
        {
            provider.GetRequiredService<OtlpExport>();
        }

        return provider;
    }

    /// <summary>Adds the services to those of a host, such as the server's.</summary>
    /// <exception cref="CommandLineException">The configuration is wrong.</exception>
    public static void AddTo(IServiceCollection services, CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var settings = Settings.Load(context);
        var known = new KnownSettings();
        services.AddSingleton(settings).AddSingleton(context.Clock);
        if (OtlpExport.IsWanted(context))
        {
            services.AddSingleton(_ => OtlpExport.Start(context.Serves));
        }

        services.AddLogging(logging =>
        {
            logging.SetMinimumLevel(context.Debug ? LogLevel.Debug : LogLevel.Warning);
            logging.Services.AddSingleton(new ViewLogging(context.Error)).AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<ViewLogging>());
        });
        services.AddPlannerCore().AddCatalog().AddMatching().AddLocalInference().AddOpenAI(context.Environment)
            .AddOpenAIInstances().AddHuggingFace().AddPromptAdapters().AddTools().AddSqliteStorage();
        Configure<ArtifactStoreOptions>(services, settings, known, "Planner:Artifacts", options => options.Root = settings.Home);
        Configure<StorageOptions>(services, settings, known, "Planner:Storage", options =>
            (options.Path, options.ModelsPath) = (Path.Combine(settings.Home, "planner.db"), Path.Combine(settings.Home, "models.db")));
        Configure<CatalogOptions>(services, settings, known, "Planner:Catalog", options =>
            (options.UserFolder, options.IndexFolder) = (Path.Combine(settings.Home, "models"), Path.Combine(settings.Home, "index")));
        Configure<MatchingOptions>(services, settings, known, "Planner:Matching");
        Configure<EmbeddingOptions>(services, settings, known, EmbeddingOptions.Section, beside: typeof(EmbeddingEndpointOptions));
        Configure<EmbeddingEndpointOptions>(services, settings, known, EmbeddingOptions.Section, beside: typeof(EmbeddingOptions));
        Configure<RouteOptions>(services, settings, known, RouteOptions.Section, options => options.UserFile = Path.Combine(settings.Home, "routes.json"));
        Configure<StatisticsOptions>(services, settings, known, StatisticsOptions.Section);
        Configure<BudgetOptions>(services, settings, known, BudgetOptions.Section);
        Configure<EnsembleOptions>(services, settings, known, EnsembleOptions.Section);
        Configure<StepCacheOptions>(services, settings, known, StepCacheOptions.Section);
        Configure<ExecutionOptions>(services, settings, known, "Planner:Execution");
        Configure<PlanLimits>(services, settings, known, "Planner:Plan");
        Configure<ControllerOptions>(services, settings, known, ControllerOptions.Section, beside: typeof(OpenAIOptions));
        Configure<OpenAIOptions>(services, settings, known, ControllerOptions.Section, beside: typeof(ControllerOptions));
        Configure<InstanceOptions>(services, settings, known, InstanceOptions.Section, options => InHome(options, settings));
        Configure<RoutingOptions>(services, settings, known, RoutingOptions.Section);
        Configure<AnsweringOptions>(services, settings, known, AnsweringOptions.Section);
        Configure<PromptOptions>(services, settings, known, "Planner:Prompts", options => options.UserFolder = Path.Combine(settings.Home, "prompts"));
        Configure<RunOptions>(services, settings, known, "Planner:Runs");
        Configure<LocalEngineOptions>(services, settings, known, LocalEngineOptions.Section, options => options.CommandFolder = Path.Combine(settings.Home, "engines"));
        Configure<HuggingFaceOptions>(services, settings, known, HuggingFaceOptions.Section, options => options.CacheFolder = Path.Combine(settings.Home, "huggingface"));
        Configure<ToolOptions>(services, settings, known, ToolOptions.Section, options => options.Folder = Path.Combine(settings.Home, "tools"));
        Configure<SavedPlanOptions>(services, settings, known, SavedPlanOptions.Section, options => options.Folder = Path.Combine(settings.Home, "plans"));
        Configure<UrlFetcherOptions>(services, settings, known, "Planner:Fetch");
        Configure<ServerOptions>(services, settings, known, ServerOptions.Section, options =>
        {
            options.KeysFile = Path.Combine(settings.Home, "keys.json");
            options.IdempotencyFolder = Path.Combine(settings.Home, "idempotency");
        });
        known.ThrowIfWrong(settings, context.Overrides);
    }

    private static void InHome(InstanceOptions options, Settings settings)
    {
        options.File = Path.Combine(settings.Home, "instances.json");
        options.GroupsFile = Path.Combine(settings.Home, "groups.json");
        options.StatesFolder = Path.Combine(settings.Home, "instance-states");
        options.FactsFile = Path.Combine(settings.Home, "endpoints.json");
    }

    private static void Configure<T>(IServiceCollection services, Settings settings, KnownSettings known, string section, Action<T>? home = null, params Type[] beside)
        where T : class, new()
    {
        known.Add(section, () => Fill(new T()));
        services.Configure<T>(Fill);

        void Fill(T options)
        {
            home?.Invoke(options);
            settings.Bind(section, options, beside);
        }
    }
}
