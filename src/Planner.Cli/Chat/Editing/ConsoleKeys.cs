using System.Diagnostics;

namespace Planner.Cli.Chat.Editing;

/// <summary>The keys of this process's terminal. They are looked for again and again, since waiting for a key can't be cancelled.</summary>
internal sealed class ConsoleKeys : IKeyInput
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public bool IsReady => Console.KeyAvailable;

    public async Task<ConsoleKeyInfo?> ReadAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        while (!Console.KeyAvailable)
        {
            if (patience != Timeout.InfiniteTimeSpan && Stopwatch.GetElapsedTime(since) > patience)
            {
                return null;
            }

            await Task.Delay(Pause, cancellationToken);
        }

        return Console.ReadKey(intercept: true);
    }
}
