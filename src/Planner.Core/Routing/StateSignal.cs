namespace Planner.Routing;

/// <summary>Wakes those who wait for something to change.</summary>
internal sealed class StateSignal
{
    private TaskCompletionSource _next = New();

    /// <summary>Completes at the next change. Take it before you look, so that no change falls in between.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Something changed.</summary>
    public void Set() => Interlocked.Exchange(ref _next, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
