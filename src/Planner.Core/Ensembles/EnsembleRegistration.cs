using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Planner.Ensembles;

/// <summary>Registers steps on several models.</summary>
internal static class EnsembleRegistration
{
    /// <summary>Adds the choice of members and the making of a consensus. Needs routing and statistics.</summary>
    public static IServiceCollection AddEnsembles(this IServiceCollection services)
    {
        services.AddOptions<EnsembleOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<MemberChoice>();
        services.TryAddSingleton<EnsembleJudge>();
        services.TryAddSingleton<EnsembleRunner>();
        return services;
    }
}
