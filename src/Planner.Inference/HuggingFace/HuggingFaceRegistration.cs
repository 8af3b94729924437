using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Inference.HuggingFace.Http;
using Planner.Inference.HuggingFace.Hub;
using Planner.Inference.HuggingFace.Providers;

namespace Planner.Inference.HuggingFace;

/// <summary>Registers Hugging Face.</summary>
public static class HuggingFaceRegistration
{
    /// <summary>
    /// Adds the backend <c>huggingface</c> and the Hub's client. Needs an artifact store and logging. Options: <see cref="HuggingFaceOptions"/>,
    /// section <c>Planner:HuggingFace</c>. Without a token nothing runs and nothing is asked; <see cref="HubSync"/> needs an <see cref="IModelStore"/>
    /// and the taxonomy.
    /// </summary>
    public static IServiceCollection AddHuggingFace(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<HuggingFaceOptions>().ValidateDataAnnotations();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        services.TryAddSingleton<Keys>();
        services.TryAddSingleton<Refusals>();
        services.TryAddSingleton<HuggingFaceHttp>();
        services.TryAddSingleton<InferenceWire>();
        services.TryAddSingleton<HubClient>();
        services.TryAddSingleton<RouterAddress>();
        services.TryAddSingleton<ResultDownload>();
        services.TryAddSingleton<ChatCall>();
        services.TryAddSingleton(provider => new HubSync(
            provider.GetRequiredService<HubClient>(),
            provider.GetRequiredService<IModelStore>(),
            provider.GetRequiredService<TaskTaxonomy>(),
            provider.GetRequiredService<IOptions<CatalogOptions>>().Value,
            provider.GetRequiredService<IOptions<HuggingFaceOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<ProviderMappings>();
        services.TryAddSingleton<ProviderChoice>();
        services.TryAddSingleton<HfInferenceProvider>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IProvider, HfInferenceProvider>(provider => provider.GetRequiredService<HfInferenceProvider>()),
            ServiceDescriptor.Singleton<IProvider, FalProvider>(),
            ServiceDescriptor.Singleton<IProvider, ReplicateProvider>(),
            ServiceDescriptor.Singleton<IInferenceBackend, HuggingFaceBackend>(),
        ]);
        foreach (var routes in OpenAiRoutes.All)
        {
            services.AddSingleton<IProvider>(provider => ActivatorUtilities.CreateInstance<OpenAiProvider>(provider, routes));
        }

        return services;
    }
}
