using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Runs;

namespace Planner.Server.Runs;

/// <summary>Goes on with runs whose process is gone: now and then looks for those whose lease has expired.</summary>
internal sealed partial class InterruptedRuns(
    IRunService runs, IRunJournal journal, IOptions<ServerOptions> server, IOptions<RunOptions> options, TimeProvider clock, ILogger<InterruptedRuns> logger) : BackgroundService
{
    // What was interrupted longer ago than so many runs that were not is left to planner resume.
    private const int PageSize = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!server.Value.TakeOver || server.Value.Model is not null)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.LeaseSeconds), clock);
        try
        {
            do
            {
                await LookAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server ends, or never came to listen.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await TakeOverAsync(cancellationToken);
        }
#pragma warning disable CA1031 // A database that is busy now may not be so at the next tick.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LookFailed(logger, exception);
        }
    }

    private async Task TakeOverAsync(CancellationToken cancellationToken)
    {
        string? before = null;
        bool found;
        do
        {
            found = false;
            var page = await journal.ListAsync(PageSize, before, cancellationToken);
            foreach (var run in page.Where(run => run.Interrupted))
            {
                found = true;
                if (await runs.ResumeAsync(run.Id, cancellationToken))
                {
                    TakenOver(logger, run.Id);
                }
            }

            before = page.Count == PageSize ? page[^1].Id : null;
        }
        while (found && before is not null);
    }

    [LoggerMessage(LogLevel.Warning, "Run {RunId} was interrupted; this server goes on with it")]
    private static partial void TakenOver(ILogger logger, string runId);

    [LoggerMessage(LogLevel.Warning, "Interrupted runs could not be looked for")]
    private static partial void LookFailed(ILogger logger, Exception exception);
}
