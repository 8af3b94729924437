using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Planner.Catalog;
using Planner.Inference;
using Planner.Routing;
using Planner.Tools.Functions;
using Planner.Tools.Mcp;
using Planner.Tools.OpenApi;
using Planner.Tools.Sql;

namespace Planner.Tools;

/// <summary>Registers tools beyond models.</summary>
public static class ToolRegistration
{
    /// <summary>
    /// Adds the sources of <see cref="ToolOptions.Folder"/> and every <see cref="AIFunction"/> that is registered; each tool becomes a task that can
    /// be planned. Options: <see cref="ToolOptions"/>, section <c>Planner:Tools</c>.
    /// </summary>
    public static IServiceCollection AddTools(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<ToolOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ToolFolder>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IToolConnector, SqlConnector>(),
            ServiceDescriptor.Singleton<IToolConnector, McpConnector>(),
            ServiceDescriptor.Singleton<IToolConnector, OpenApiConnector>(),
            ServiceDescriptor.Singleton<IToolConnector, FunctionConnector>(),
        ]);
        services.TryAddSingleton(provider => new ToolSources(provider.GetRequiredService<ToolFolder>(), provider.GetServices<IToolConnector>()));
        services.AddSingleton<ITaskSource>(provider => provider.GetRequiredService<ToolFolder>());
        services.AddSingleton<ICardSource>(provider => provider.GetRequiredService<ToolFolder>());
        foreach (var egress in Enum.GetValues<Egress>())
        {
            services.AddSingleton<IInferenceBackend>(provider => ActivatorUtilities.CreateInstance<ToolBackend>(provider, egress));
        }

        return services;
    }
}
