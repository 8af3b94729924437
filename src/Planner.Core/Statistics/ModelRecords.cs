using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Planner.Statistics;

/// <summary>What is known of how models did, held in memory for matching.</summary>
internal sealed class ModelRecords(IOptions<StatisticsOptions> options, TimeProvider clock, ILogger<ModelRecords>? logger = null, IStatisticsStore? store = null) : IDisposable
{
    private static readonly ModelRecord Nothing = new();
    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Known? _known;

    public StatisticsOptions Options => options.Value;

    /// <summary>
    /// Sees to it that what is known is at hand: waits for it the first time. What has grown old is read again beside the call, which goes by what there is.
    /// </summary>
    public async ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        if (store is null || IsFresh)
        {
            return;
        }

        if (_known is null)
        {
            await _reading.WaitAsync(cancellationToken);
            await ReadAsync(cancellationToken);
        }
        else if (_reading.Wait(0, CancellationToken.None))
        {
            _ = Task.Run(() => ReadAsync(CancellationToken.None), CancellationToken.None);
        }
    }

    /// <summary>What is known of a model and task; a record of nothing when that is nothing.</summary>
    public ModelRecord Of(string model, string task) => _known?.Records.GetValueOrDefault((model, task)) ?? Nothing;

    public void Dispose() => _reading.Dispose();

    /// <summary>Reads; whoever calls it has entered, and this leaves.</summary>
    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!IsFresh)
            {
                var rows = await store!.ReadAsync(null, null, cancellationToken);
                _known = new Known(rows.GroupBy(row => (row.Model, row.Task)).ToDictionary(group => group.Key, group => ModelRecord.Of([.. group])), clock.GetTimestamp());
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A ranking without the past is better than none; it is tried again when it would have been.
            logger?.RecordUnreadable(exception);
            _known = new Known(_known?.Records ?? [], clock.GetTimestamp());
        }
        finally
        {
            _reading.Release();
        }
    }

    private bool IsFresh => _known is { } known && clock.GetElapsedTime(known.ReadAt) < TimeSpan.FromSeconds(options.Value.RefreshSeconds);

    private sealed record Known(Dictionary<(string Model, string Task), ModelRecord> Records, long ReadAt);
}
