using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Planner.Execution.Checks;

/// <summary>Registers the checks of results that need no program and no library; those of media are beside the engines.</summary>
internal static class ResultCheckRegistration
{
    public static IServiceCollection AddResultChecks(this IServiceCollection services)
    {
        services.TryAddSingleton<ResultChecks>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IResultCheck, LabelCheck>(),
            ServiceDescriptor.Singleton<IResultCheck, BoxCheck>(),
            ServiceDescriptor.Singleton<IResultCheck, SpanCheck>(),
            ServiceDescriptor.Singleton<IResultCheck, ScoreCheck>(),
            ServiceDescriptor.Singleton<IResultCheck, VectorCheck>(),
            ServiceDescriptor.Singleton<IResultCheck, TableCheck>(),
            ServiceDescriptor.Singleton<IResultCheck, TranslationCheck>(),
            ServiceDescriptor.Singleton<IResultCheck, SummaryCheck>(),
            ServiceDescriptor.Singleton<IResultCheck, RepetitionCheck>(),
            ServiceDescriptor.Singleton<IResultCheck, TranscriptCheck>(),
            ServiceDescriptor.Singleton<IResultCheck, ConfidenceCheck>(),
        ]);
        return services;
    }
}
