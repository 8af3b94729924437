using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Planner.Statistics;

/// <summary>What is known of how models did, held in memory for matching: read when it is first needed, and again when it has grown old.</summary>
internal sealed class ModelRecords(IOptions<StatisticsOptions> options, TimeProvider clock, ILogger<ModelRecords>? logger = null, IStatisticsStore? store = null)
{
    private static readonly ModelRecord Nothing = new();
    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile IReadOnlyDictionary<(string Model, string Task), ModelRecord> _records = new Dictionary<(string, string), ModelRecord>();
    private long? _readAt;

    public StatisticsOptions Options => options.Value;

    /// <summary>Reads what is known unless that was done a short while ago.</summary>
    public async ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        if (store is null || IsFresh)
        {
            return;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (IsFresh)
            {
                return;
            }

            var rows = await store.ReadAsync(null, null, cancellationToken);
            _records = rows.GroupBy(row => (row.Model, row.Task)).ToDictionary(group => group.Key, group => ModelRecord.Of([.. group]));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A ranking without the past is better than none.
            logger?.RecordUnreadable(exception);
        }
        finally
        {
            _readAt = clock.GetTimestamp();
            _reading.Release();
        }
    }

    /// <summary>What is known of a model and task; a record of nothing when that is nothing.</summary>
    public ModelRecord Of(string model, string task) => _records.GetValueOrDefault((model, task), Nothing);

    private bool IsFresh => _readAt is { } then && clock.GetElapsedTime(then) < TimeSpan.FromSeconds(options.Value.RefreshSeconds);
}
