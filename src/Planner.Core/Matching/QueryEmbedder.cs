using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Routing;

namespace Planner.Matching;

/// <summary>Has the words of a search made a vector. What fails or is late is left alone for a minute, and searches go by the learned vectors.</summary>
internal sealed class QueryEmbedder(IOptions<EmbeddingOptions> options, TimeProvider clock, ILogger<QueryEmbedder> logger, EmbeddingModel? model = null)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);
    private long _restUntil = long.MinValue;

    /// <summary>The vector; empty when there is no model, it may not see the words, or it can't be had.</summary>
    public async ValueTask<ReadOnlyMemory<float>> EmbedAsync(string text, Egress ceiling, CancellationToken cancellationToken)
    {
        if (model is null || model.Egress > ceiling || string.IsNullOrWhiteSpace(text) || clock.GetUtcNow().Ticks < Volatile.Read(ref _restUntil))
        {
            return default;
        }

        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.Seconds), clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return (await model.Generator.GenerateAsync([text], cancellationToken: stop.Token))[0].Vector;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            GiveRest($"it took longer than {options.Value.Seconds} s");
        }
#pragma warning disable CA1031 // Whatever a generator throws, the search goes on without it.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            GiveRest(exception.Message);
        }

        return default;
    }

    private void GiveRest(string why)
    {
        Volatile.Write(ref _restUntil, (clock.GetUtcNow() + Rest).Ticks);
        logger.EmbeddingFailed(model!.Id, why);
    }
}
