using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Planning;
using Planner.Text;

namespace Planner.Runs;

/// <summary>Owns the runs of this process: starts them, keeps their leases, and hands them to the pipeline.</summary>
internal sealed class RunService(
    IRunJournal journal, RunPipeline pipeline, IOptions<RunOptions> options, TimeProvider clock, ILogger<RunService> logger) : IRunService, IAsyncDisposable
{
    private readonly string _owner = string.Create(
        CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/{RandomNumberGenerator.GetHexString(8, lowercase: true)}");

    private readonly ConcurrentDictionary<string, ActiveRun> _active = new(StringComparer.Ordinal);
    private volatile bool _disposed;

    private TimeSpan LeaseTime => TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    public async Task<string> StartAsync(Request request, IReadOnlyList<RunEvent> kept, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(kept);
        ObjectDisposedException.ThrowIf(_disposed, this);
        RequestCheck.ThrowIfBad(request, options.Value);
        var accepted = new RunAccepted
        {
            Request = request with { Language = request.Language ?? LanguageDetector.Detect(request.Text).Code },
        };
        var lease = await journal.CreateAsync(accepted, _owner, LeaseTime, cancellationToken);

        // From here on the run exists, whoever asked for it may have gone.
        var state = new RunState();
        state.Apply(accepted with { RunId = lease.RunId, Sequence = 1, Time = clock.GetUtcNow() });
        try
        {
            foreach (var happened in kept.Count > 0 ? await journal.AppendAsync(lease, kept, CancellationToken.None) : [])
            {
                state.Apply(happened);
            }
        }
        catch
        {
            await ReleaseAsync(lease);
            throw;
        }

        Launch(lease, state);
        return lease.RunId;
    }

    public async Task<bool> ResumeAsync(string runId, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (await journal.TryTakeOverAsync(runId, _owner, LeaseTime, cancellationToken) is not { } lease)
        {
            return false;
        }

        try
        {
            var state = new RunState();
            await foreach (var happened in journal.ReadAsync(runId, cancellationToken: CancellationToken.None))
            {
                state.Apply(happened);
            }

            Launch(lease, state);
            return true;
        }
        catch
        {
            await ReleaseAsync(lease);
            throw;
        }
    }

    public bool Approve(string runId, Plan? edited = null) => _active.TryGetValue(runId, out var run) && run.Approval.TrySetResult(edited);

    public bool Cancel(string runId)
    {
        if (!_active.TryGetValue(runId, out var run))
        {
            return false;
        }

        // Stopping programs takes its time; the caller does not wait for it.
        _ = run.CancelAsync();
        return true;
    }

    public Task WaitAsync(string runId, CancellationToken cancellationToken) =>
        _active.TryGetValue(runId, out var run) ? run.Ended.Task.WaitAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Lets go of all runs: their calls are stopped, their leases released, so that another process can go on with them.</summary>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await Task.WhenAll(_active.Values.Select(async run =>
        {
            await run.LetGoAsync();
            await run.Ended.Task;
        }));
    }

    private void Launch(RunLease lease, RunState state)
    {
        var run = new ActiveRun(lease, state);
        _active[run.Id] = run;
        _ = WorkAsync(run);
    }

    private async Task WorkAsync(ActiveRun run)
    {
        await Task.Yield();
        using var ended = new CancellationTokenSource();
        try
        {
            var heartbeat = KeepLeaseAsync(run, ended.Token);
            await pipeline.RunAsync(run);
            await ended.CancelAsync();
            await heartbeat;
        }
        catch (Exception exception)
        {
            logger.RunFaulted(exception, run.Id);
        }
        finally
        {
            await ended.CancelAsync();
            await ReleaseAsync(run.Lease);
            _active.TryRemove(KeyValuePair.Create(run.Id, run));
            run.Ended.TrySetResult();
        }
    }

    private async Task KeepLeaseAsync(ActiveRun run, CancellationToken ended)
    {
        var renewed = clock.GetTimestamp();
        using var timer = new PeriodicTimer(LeaseTime / 3, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                try
                {
                    await journal.RenewAsync(run.Lease, LeaseTime, ended);
                    renewed = clock.GetTimestamp();
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    logger.LeaseNotRenewed(exception, run.Id);

                    // A busy disk may be free at the next tick. Once the lease is gone another owner may be at work: stop at once.
                    if (exception is LeaseLostException || clock.GetElapsedTime(renewed) >= LeaseTime)
                    {
                        await run.LetGoAsync();
                        return;
                    }
                }
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The run has ended.
        }
    }

    private async Task ReleaseAsync(RunLease lease)
    {
        try
        {
            await journal.ReleaseAsync(lease, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // It expires by itself.
            logger.LeaseNotReleased(exception, lease.RunId);
        }
    }
}
