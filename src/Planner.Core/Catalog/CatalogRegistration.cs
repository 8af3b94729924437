using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Planner.Catalog.Import;

namespace Planner.Catalog;

/// <summary>Registers the taxonomy and the model catalog.</summary>
public static class CatalogRegistration
{
    /// <summary>Adds <see cref="TaskTaxonomy"/> and <see cref="ModelCatalog"/>, each read when first asked for.</summary>
    /// <param name="services">The program's services.</param>
    /// <param name="configure">Says where the files are, if not in the usual places.</param>
    public static IServiceCollection AddCatalog(this IServiceCollection services, Action<CatalogOptions>? configure = null)
    {
        var options = services.AddOptions<CatalogOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddSingleton(provider => TaskTaxonomy.Load(
            provider.GetRequiredService<IOptions<CatalogOptions>>().Value.TasksFile, provider.GetServices<ITaskSource>()));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CardImport>();
        services.TryAddSingleton(provider => ModelCatalog.Load(
            provider.GetRequiredService<IOptions<CatalogOptions>>().Value, provider.GetRequiredService<TaskTaxonomy>(), provider.GetServices<ICardSource>(), provider.GetService<IModelStore>()));
        return services;
    }
}
