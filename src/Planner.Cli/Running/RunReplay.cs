using Planner.Runs;

namespace Planner.Cli.Running;

/// <summary>A run as the journal has it now.</summary>
internal static class RunReplay
{
    public static async Task<RunState> ReadAsync(IRunJournal journal, string runId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var run = new RunState();
        await foreach (var happened in journal.ReadAsync(runId, 0, follow: false, cancellationToken))
        {
            run.Apply(happened);
        }

        return run;
    }
}
