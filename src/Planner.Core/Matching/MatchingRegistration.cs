using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Routes;
using Planner.Routing;
using Planner.Statistics;

namespace Planner.Matching;

/// <summary>Registers the matching of steps to models.</summary>
public static class MatchingRegistration
{
    /// <summary>
    /// Adds <see cref="IModelMatcher"/> and <see cref="IModelSearch"/> over the catalog and every registered
    /// <see cref="Inference.IInferenceBackend"/>, and the instances of every registered <see cref="IInstanceKind"/>. Options are checked on start.
    /// </summary>
    public static IServiceCollection AddMatching(this IServiceCollection services)
    {
        services.AddCatalog();
        services.AddOptions<MatchingOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MatchingOptions>, MatchingOptionsValidator>());
        services.TryAddSingleton(provider => new CatalogIndex(
            provider.GetRequiredService<ModelCatalog>(), provider.GetService<IModelStore>(), provider.GetRequiredService<TaskTaxonomy>(), provider.GetRequiredService<IOptions<CatalogOptions>>().Value.IndexFolder, provider.GetService<EmbeddingModel>(), provider.GetService<TimeProvider>()));
        services.AddOptions<EmbeddingOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new QueryEmbedder(
            provider.GetRequiredService<IOptions<EmbeddingOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<QueryEmbedder>>() ?? NullLogger<QueryEmbedder>.Instance,
            provider.GetService<EmbeddingModel>()));
        services.TryAddSingleton(provider => new CardEmbedding(provider.GetRequiredService<CatalogIndex>(), provider.GetRequiredService<IOptions<EmbeddingOptions>>(), provider.GetService<EmbeddingModel>()));
        services.AddInstances();
        services.AddOptions<StatisticsOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ModelRecords>();
        services.TryAddSingleton<BackendReach>();
        services.AddRouteTable();
        services.TryAddSingleton<CatalogMatcher>();
        services.TryAddSingleton<IModelMatcher>(provider => new BoundMatcher(provider.GetRequiredService<CatalogMatcher>(), provider.GetRequiredService<RouteTable>()));
        services.TryAddSingleton<IModelSearch, CatalogSearch>();
        return services;
    }
}
