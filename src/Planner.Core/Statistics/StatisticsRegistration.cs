using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Planner.Routing;
using Planner.Telemetry;

namespace Planner.Statistics;

/// <summary>Registers the counting of calls, the telling of them and the rating of runs.</summary>
internal static class StatisticsRegistration
{
    /// <summary>Adds what fills an <see cref="IStatisticsStore"/>, which comes with the journal.</summary>
    public static IServiceCollection AddStatistics(this IServiceCollection services)
    {
        services.AddOptions<StatisticsOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<StatisticsRecorder>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICallObserver, StatisticsRecorder>(provider => provider.GetRequiredService<StatisticsRecorder>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICallObserver, TelemetryObserver>());
        services.TryAddSingleton<RunRatings>();
        services.TryAddSingleton<PlanEstimator>();
        return services;
    }
}
