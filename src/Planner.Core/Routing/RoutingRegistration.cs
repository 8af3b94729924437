using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Execution;

namespace Planner.Routing;

/// <summary>Registers instances and the way of calls to them.</summary>
public static class RoutingRegistration
{
    /// <summary>
    /// Adds the stores of instances and groups, the instances' cards and backends; for each kind an <see cref="IInstanceKind"/> makes these. Options:
    /// <see cref="InstanceOptions"/>, <see cref="RoutingOptions"/>.
    /// </summary>
    public static IServiceCollection AddInstances(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<InstanceOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<RoutingOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<InstanceStore>();
        services.TryAddSingleton<GroupStore>();
        services.TryAddSingleton<InstanceStates>();
        services.TryAddSingleton<BackendRegistry>();
        services.TryAddSingleton<CallNames>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICardSource, InstanceCards>());
        return services;
    }

    /// <summary>
    /// Adds <see cref="ModelRouter"/>. Needs matching and logging. What is registered as <see cref="ICallObserver"/>, <see cref="IAttemptGuard"/>,
    /// <see cref="IModelRatings"/> and <see cref="IRoutedCallCache"/> takes part.
    /// </summary>
    internal static IServiceCollection AddRouting(this IServiceCollection services)
    {
        services.TryAddSingleton(Random.Shared);
        services.TryAddSingleton<AttemptRunner>();
        services.TryAddSingleton<TargetResolver>();
        services.TryAddSingleton<IModelRatings, RecordedRatings>();
        services.TryAddSingleton(provider => new PlaceOrder(provider.GetRequiredService<Random>(), provider.GetService<IModelRatings>()));
        services.TryAddSingleton<PlaceChoice>();
        services.TryAddSingleton<Hedging>();
        services.TryAddSingleton<PlaceAttempts>();
        services.TryAddSingleton(provider => new ModelRouter(
            provider.GetRequiredService<TargetResolver>(),
            provider.GetRequiredService<PlaceChoice>(),
            provider.GetRequiredService<PlaceOrder>(),
            provider.GetRequiredService<PlaceAttempts>(),
            provider.GetRequiredService<BackendRegistry>(),
            provider.GetService<IRoutedCallCache>(),
            provider.GetRequiredService<IOptions<ExecutionOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Random>()));
        return services;
    }
}
