using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Planner.Catalog;
using Planner.Inference.Checks;
using Planner.Inference.Local.Audio;
using Planner.Inference.Local.Commands;
using Planner.Inference.Local.Facts;
using Planner.Inference.Local.Images;
using Planner.Inference.Local.Ocr;
using Planner.Inference.Local.Programs;
using Planner.Inference.Local.Speech;
using Planner.Inference.Local.Tables;
using Planner.Inference.Local.Text;
using Planner.Inference.Local.Text.Embedding;
using Planner.Inference.Local.Text.Entities;
using Planner.Inference.Local.Text.Meaning;
using Planner.Inference.Local.Text.Sentiment;
using Planner.Inference.Local.Text.Topics;
using Planner.Inference.Local.Translation;
using Planner.Inference.Local.Video;

namespace Planner.Inference.Local;

/// <summary>Registers the engines on this machine.</summary>
public static class LocalInferenceRegistration
{
    /// <summary>
    /// Adds the backend <c>local</c> with all engines, and <see cref="ILocalEngines"/>. Needs an artifact store, the taxonomy and logging. Options:
    /// <see cref="LocalEngineOptions"/>, section <c>Planner:Local</c>.
    /// </summary>
    public static IServiceCollection AddLocalInference(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<LocalEngineOptions>().ValidateDataAnnotations();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ProcessRunner>();
        services.TryAddSingleton<OcrLanguages>();
        services.TryAddSingleton<ImageDecoder>();
        services.TryAddSingleton<Tesseract>();
        services.TryAddSingleton<ImageReader>();
        services.TryAddSingleton<PdfReader>();
        services.TryAddSingleton<DocumentReader>();
        services.TryAddSingleton<ImageEditor>();
        services.TryAddSingleton<MediaProbe>();
        services.TryAddSingleton<AudioProbe>();
        services.TryAddSingleton<Espeak>();
        services.TryAddSingleton<CommandEngines>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<ILocalEngine, OcrEngine>(),
            ServiceDescriptor.Singleton<ILocalEngine, EspeakEngine>(),
            ServiceDescriptor.Singleton<ILocalEngine, ApertiumEngine>(),
            ServiceDescriptor.Singleton<ILocalEngine, SummarizerEngine>(),
            ServiceDescriptor.Singleton<ILocalEngine, ReaderEngine>(),
            ServiceDescriptor.Singleton<ILocalEngine, TableReaderEngine>(),
            ServiceDescriptor.Singleton<ILocalEngine, SentimentEngine>(),
            ServiceDescriptor.Singleton<ILocalEngine, LanguageEngine>(),
            ServiceDescriptor.Singleton<ILocalEngine, ZeroShotEngine>(),
            ServiceDescriptor.Singleton<ILocalEngine, SimilarityEngine>(),
            ServiceDescriptor.Singleton<ILocalEngine, RankerEngine>(),
            ServiceDescriptor.Singleton<ILocalEngine, EmbedderEngine>(),
            ServiceDescriptor.Singleton<ILocalEngine, EntityEngine>(),
            ServiceDescriptor.Singleton<ILocalEngine, ImageMagickEngine>(),
            ServiceDescriptor.Singleton<ILocalEngine, AudioToolsEngine>(),
            ServiceDescriptor.Singleton<ILocalEngine, VoiceActivityEngine>(),
            ServiceDescriptor.Singleton<ILocalEngine, SlidesEngine>(),
            ServiceDescriptor.Singleton<ILocalEngine, ImageFactsEngine>(),
            ServiceDescriptor.Singleton<ILocalEngine, AudioFactsEngine>(),
            ServiceDescriptor.Singleton<ILocalEngine, VideoFactsEngine>(),
            ServiceDescriptor.Singleton<ILocalEngine, FramesEngine>(),
            ServiceDescriptor.Singleton<ICardSource, CommandEngines>(provider => provider.GetRequiredService<CommandEngines>()),
            ServiceDescriptor.Singleton<IInferenceBackend, LocalBackend>(),
        ]);
        services.TryAddSingleton<ILocalEngines, LocalEngines>();
        services.AddMediaChecks();
        return services;
    }
}
