using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Inference.HuggingFace.Hub;

namespace Planner.Inference.HuggingFace.Providers;

/// <summary>Who runs which model: what the Hub said lately, kept in memory and in a file; else what a sync put on the card.</summary>
internal sealed partial class ProviderMappings(HubClient hub, IOptions<HuggingFaceOptions> options, TimeProvider clock, ILogger<ProviderMappings> logger) : IDisposable
{
    // After a failure the Hub is left alone for this long: no step should wait for it again and again.
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);
    private const int Parallel = 8;
    private readonly Lazy<ConcurrentDictionary<string, KnownProviders>> _known = new(() => Read(options.Value.CacheFolder));
    private readonly SemaphoreSlim _writing = new(1, 1);
    private (string Problem, long At)? _failed;

    /// <summary>What is known of a model; null when nothing is. No network.</summary>
    public KnownProviders? Find(ModelCard card)
    {
        var asked = _known.Value.GetValueOrDefault(card.Id);
        if (asked is not null && IsFresh(asked))
        {
            return asked;
        }

        return card.Providers is { } synced ? new KnownProviders(asked?.At ?? DateTimeOffset.MinValue, synced, card.Gone) : asked;
    }

    /// <summary>Why the Hub could not be asked lately; null when it could or was not.</summary>
    public string? Problem => _failed is var (problem, at) && clock.GetElapsedTime(at) < Rest ? problem : null;

    /// <summary>Asks about the models of which nothing is known, all within the time that lookups may take. What can't be learnt stays unknown.</summary>
    public async Task LearnAsync(IEnumerable<ModelCard> cards, CancellationToken cancellationToken)
    {
        var unknown = cards.Where(card => card.Providers is null && !(_known.Value.GetValueOrDefault(card.Id) is { } known && IsFresh(known))).ToList();
        if (unknown.Count == 0 || Problem is not null)
        {
            return;
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.LookupSeconds), clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await System.Threading.Tasks.Parallel.ForEachAsync(
                unknown, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = both.Token }, async (card, stop) => await AskAsync(card.Id, stop));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _failed = ($"{hub.Address.Host} did not say within {options.Value.LookupSeconds:0.#} s", clock.GetTimestamp());
        }
        catch (HubException exception)
        {
            _failed = (exception.Message, clock.GetTimestamp());
        }

        await WriteAsync(cancellationToken);
    }

    /// <summary>Forgets what is known of a model: a provider said that it is not so.</summary>
    public void Forget(string id) => _known.Value.TryRemove(id, out _);

    /// <inheritdoc/>
    public void Dispose() => _writing.Dispose();

    private async ValueTask AskAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var model = await hub.ModelAsync(id, 0, cancellationToken);

            // A reply without a mapping names nobody who runs the model, whatever else it says ("warm" among it).
            _known.Value[id] = new KnownProviders(clock.GetUtcNow(), model.Providers ?? [], false);
        }
        catch (HubException exception) when (exception.IsGone)
        {
            _known.Value[id] = new KnownProviders(clock.GetUtcNow(), [], true);
        }
        catch (HubException exception) when (exception.Status is 400 or 401 or 403)
        {
            // This model's matter, not the Hub's: private, or no id that the Hub has.
            _known.Value[id] = new KnownProviders(clock.GetUtcNow(), [], false);
        }
    }

    private bool IsFresh(KnownProviders known) => clock.GetUtcNow() - known.At < TimeSpan.FromHours(options.Value.ProvidersHours);

    private static string? PathIn(string? folder) => folder is { Length: > 0 } ? Path.Combine(folder, "providers.json") : null;

    private static ConcurrentDictionary<string, KnownProviders> Read(string? folder)
    {
        try
        {
            if (PathIn(folder) is { } path && File.Exists(path))
            {
                using var file = File.OpenRead(path);
                return new(JsonSerializer.Deserialize(file, ProvidersJson.Default.DictionaryStringKnownProviders) ?? [], StringComparer.OrdinalIgnoreCase);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // A cache that can't be read is an empty one; it is written anew.
        }

        return new(StringComparer.OrdinalIgnoreCase);
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        if (PathIn(options.Value.CacheFolder) is not { } path)
        {
            return;
        }

        await _writing.WaitAsync(cancellationToken);
        var temporary = $"{path}.{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using (var file = File.Create(temporary))
            {
                await JsonSerializer.SerializeAsync(file, new Dictionary<string, KnownProviders>(_known.Value), ProvidersJson.Default.DictionaryStringKnownProviders, cancellationToken);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            CacheNotWritten(logger, path, exception.Message);
        }
        finally
        {
            _writing.Release();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Who runs which model could not be kept in {Path}: {Reason}")]
    private static partial void CacheNotWritten(ILogger logger, string path, string reason);
}
