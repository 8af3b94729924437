using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Planner.Inference;
using Planner.Matching;
using Planner.Routing;

namespace Planner.Routes;

/// <summary>Registers the routing of chat messages to chat models.</summary>
public static class RoutesRegistration
{
    /// <summary>Adds <see cref="RouteTable"/> and <see cref="RouteStore"/>, by which matching binds tasks.</summary>
    internal static IServiceCollection AddRouteTable(this IServiceCollection services)
    {
        services.AddOptions<RouteOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<RouteTable>();
        services.TryAddSingleton<RouteStore>();
        return services;
    }

    /// <summary>Adds <see cref="ChatRouter"/> and <see cref="RouteTable"/>. Needs the catalog and matching. Options: <see cref="RouteOptions"/>.</summary>
    public static IServiceCollection AddRoutes(this IServiceCollection services)
    {
        services.AddRouteTable();
        services.TryAddSingleton<PlainChat>();
        services.TryAddSingleton<LlmRouter>();
        services.TryAddSingleton(provider => new ChatRouter(
            provider.GetRequiredService<PlainChat>(),
            provider.GetRequiredService<RouteTable>(),
            provider.GetRequiredService<LlmRouter>(),
            provider.GetRequiredService<IModelMatcher>(),
            provider.GetRequiredService<CallNames>(),
            provider.GetRequiredService<IModelCaller>(),
            provider.GetRequiredService<BackendRegistry>(),
            provider.GetRequiredService<IOptions<RouteOptions>>()));
        return services;
    }
}
