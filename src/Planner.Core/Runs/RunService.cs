using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Execution;
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

    private TimeSpan LeaseTime => TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    public async Task<string> StartAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequestCheck.ThrowIfBad(request, options.Value);
        var accepted = new RunAccepted
        {
            Request = request with { Language = request.Language ?? LanguageDetector.Detect(request.Text).Code },
        };
        var lease = await journal.CreateAsync(accepted, _owner, LeaseTime, cancellationToken);
        Launch(lease, await FoldAsync(lease.RunId, cancellationToken));
        return lease.RunId;
    }

    public async Task<bool> ResumeAsync(string runId, CancellationToken cancellationToken)
    {
        if (await journal.TryTakeOverAsync(runId, _owner, LeaseTime, cancellationToken) is not { } lease)
        {
            return false;
        }

        Launch(lease, await FoldAsync(runId, cancellationToken));
        return true;
    }

    public bool Approve(string runId, Plan? edited = null) => _active.TryGetValue(runId, out var run) && run.Approval.TrySetResult(edited);

    public bool Cancel(string runId)
    {
        if (!_active.TryGetValue(runId, out var run))
        {
            return false;
        }

        run.Cancelled.Cancel();
        return true;
    }

    public Task WaitAsync(string runId, CancellationToken cancellationToken) =>
        _active.TryGetValue(runId, out var run) ? run.Ended.Task.WaitAsync(cancellationToken) : Task.CompletedTask;

    public async ValueTask DisposeAsync() => await Task.WhenAll(_active.Values.Select(run => run.Ended.Task));

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
        var heartbeat = KeepLeaseAsync(run, ended.Token);
        try
        {
            await pipeline.RunAsync(run);
        }
        catch (Exception exception)
        {
            logger.RunFaulted(exception, run.Id);
        }
        finally
        {
            await ended.CancelAsync();
            await heartbeat;
            _active.TryRemove(run.Id, out _);
            run.Ended.SetResult();
            run.Dispose();
        }
    }

    private async Task KeepLeaseAsync(ActiveRun run, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(LeaseTime / 3, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                await journal.RenewAsync(run.Lease, LeaseTime, ended);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            await journal.ReleaseAsync(run.Lease, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The next append finds the lease lost; until then nothing is recorded that another owner could contradict.
            logger.RecorderFaulted(exception, run.Id);
            await run.Cancelled.CancelAsync();
        }
    }

    private async Task<RunState> FoldAsync(string runId, CancellationToken cancellationToken)
    {
        var state = new RunState();
        await foreach (var happened in journal.ReadAsync(runId, cancellationToken: cancellationToken))
        {
            state.Apply(happened);
        }

        return state;
    }
}
