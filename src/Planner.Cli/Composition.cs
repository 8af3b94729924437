using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Execution;
using Planner.Inference.Local;
using Planner.Matching;
using Planner.Planning;
using Planner.Runs;
using Planner.Storage;

namespace Planner.Cli;

/// <summary>The one place where the program is put together.</summary>
internal static class Composition
{
    /// <summary>Makes the services; each is created when it is first used.</summary>
    /// <exception cref="CommandLineException">The configuration is wrong.</exception>
    public static ServiceProvider Build(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var settings = Settings.Load(context);
        var services = new ServiceCollection();
        services.AddSingleton(settings).AddSingleton(context.Clock);
        services.AddLogging(logging =>
        {
            logging.SetMinimumLevel(context.Debug ? LogLevel.Debug : LogLevel.Warning);
            logging.Services.AddSingleton(new ViewLogging(context.Error)).AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<ViewLogging>());
        });
        services.AddPlannerCore().AddCatalog().AddMatching().AddLocalInference().AddSqliteStorage();
        Configure<ArtifactStoreOptions>(services, settings, "Planner:Artifacts", options => options.Root = settings.Home);
        Configure<StorageOptions>(services, settings, "Planner:Storage", options => options.Path = Path.Combine(settings.Home, "planner.db"));
        Configure<CatalogOptions>(services, settings, "Planner:Catalog", options =>
        {
            options.UserFolder = Path.Combine(settings.Home, "models");
            options.IndexFolder = Path.Combine(settings.Home, "index");
        });
        Configure<MatchingOptions>(services, settings, "Planner:Matching");
        Configure<ExecutionOptions>(services, settings, "Planner:Execution");
        Configure<PlanLimits>(services, settings, "Planner:Plan");
        Configure<RunOptions>(services, settings, "Planner:Runs");
        Configure<LocalEngineOptions>(services, settings, LocalEngineOptions.Section, options => options.CommandFolder = Path.Combine(settings.Home, "engines"));
        return services.BuildServiceProvider();
    }

    private static void Configure<T>(ServiceCollection services, Settings settings, string section, Action<T>? home = null)
        where T : class
    {
        services.Configure<T>(options =>
        {
            home?.Invoke(options);
            settings.Bind(section, options);
        });
    }
}
