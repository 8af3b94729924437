using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Planner.Execution.Checks;
using Planner.Inference.Local.Audio;
using Planner.Inference.Local.Ocr;
using Planner.Inference.Local.Programs;

namespace Planner.Inference.Checks;

/// <summary>Registers the checks of results that are files.</summary>
public static class MediaCheckRegistration
{
    /// <summary>Adds them; with <c>AddLocalInference</c> they are there already. Needs an artifact store.</summary>
    public static IServiceCollection AddMediaChecks(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ProcessRunner>();
        services.TryAddSingleton<ImageDecoder>();
        services.TryAddSingleton<MediaProbe>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IResultCheck, ImageCheck>(),
            ServiceDescriptor.Singleton<IResultCheck, SoundCheck>(),
            ServiceDescriptor.Singleton<IResultCheck, VideoCheck>(),
            ServiceDescriptor.Singleton<IResultCheck, BoxPlaceCheck>(),
        ]);
        return services;
    }
}
