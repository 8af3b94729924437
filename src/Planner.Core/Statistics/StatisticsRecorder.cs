using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Routing;

namespace Planner.Statistics;

/// <summary>
/// The way of calls into the statistics: telling never waits, one pump writes what has come in batches. When the store fails, calls go on and the
/// batch is lost, which the log says. What waits when the process ends is written by <see cref="DisposeAsync"/>.
/// </summary>
internal sealed class StatisticsRecorder : ICallObserver, IAsyncDisposable
{
    // More than a second brings on any machine; when the disk stands still, calls beyond it are not counted rather than kept without bound.
    private const int MostWaiting = 100_000;
    private const int Batch = 1000;

    private readonly Channel<object> _waiting = Channel.CreateBounded<object>(new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly IStatisticsStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly TimeSpan _window;
    private readonly Lazy<Task> _pump;

    public StatisticsRecorder(IStatisticsStore store, IOptions<StatisticsOptions> options, TimeProvider clock, ILogger<StatisticsRecorder> logger)
    {
        (_store, _clock, _logger, _window) = (store, clock, logger, TimeSpan.FromSeconds(options.Value.WriteSeconds));
        _pump = new Lazy<Task>(() => Task.Run(PumpAsync));
    }

    public void Observe(CallRecord record)
    {
        _waiting.Writer.TryWrite(record);
        _ = _pump.Value;
    }

    /// <summary>Completes when all calls that were told before are written.</summary>
    public async Task FlushAsync()
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = _pump.Value;
        await _waiting.Writer.WriteAsync(flushed);
        await flushed.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        if (_pump.IsValueCreated)
        {
            await _pump.Value;
        }
    }

    private async Task PumpAsync()
    {
        var reader = _waiting.Reader;
        while (await reader.WaitToReadAsync())
        {
            var calls = new List<CallRecord>();
            var flushes = new List<TaskCompletionSource>();
            Drain(calls, flushes);
            if (flushes.Count == 0 && _window > TimeSpan.Zero)
            {
                await GatherAsync(calls, flushes);
            }

            await WriteAsync(calls);
            flushes.ForEach(flush => flush.SetResult());
        }
    }

    private async Task GatherAsync(List<CallRecord> calls, List<TaskCompletionSource> flushes)
    {
        using var window = new CancellationTokenSource(_window, _clock);
        try
        {
            while (flushes.Count == 0 && calls.Count < Batch && await _waiting.Reader.WaitToReadAsync(window.Token))
            {
                Drain(calls, flushes);
            }
        }
        catch (OperationCanceledException)
        {
            // The window is over; what has come is written.
        }
    }

    private void Drain(List<CallRecord> calls, List<TaskCompletionSource> flushes)
    {
        while (calls.Count < Batch && _waiting.Reader.TryRead(out var next))
        {
            if (next is CallRecord call)
            {
                calls.Add(call);
            }
            else
            {
                flushes.Add((TaskCompletionSource)next);
                return;
            }
        }
    }

    private async Task WriteAsync(List<CallRecord> calls)
    {
        if (calls.Count == 0)
        {
            return;
        }

        try
        {
            await _store.AddAsync(calls, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // Whatever it was: no call fails because it could not be counted.
            _logger.StatisticsLost(exception, calls.Count);
        }
    }
}
