namespace Planner.Routing;

internal static class CancellationExtensions
{
    /// <summary>Disposes a source once the work under it has ended, whose failure then counts as seen.</summary>
    /// <param name="source">The source.</param>
    /// <param name="work">The work.</param>
    /// <param name="now">Whether the work is stopped if it has not ended.</param>
    public static void EndWith(this CancellationTokenSource source, Task work, bool now = false)
    {
        if (now && !work.IsCompleted)
        {
            source.Cancel();
        }

        work.ContinueWith(
            static (ended, state) =>
            {
                _ = ended.Exception;
                ((CancellationTokenSource)state!).Dispose();
            },
            source,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
