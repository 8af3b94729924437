namespace Planner.Routing;

/// <summary>Decides between a call and its rival: the floor is the first's that speaks or succeeds, and nobody else's words reach the caller.</summary>
/// <param name="to">The caller, who is given the text as it comes; null: who waits for the whole.</param>
internal sealed class Floor(Action<string>? to)
{
    private readonly TaskCompletionSource<Pass> _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Who has it, once somebody has.</summary>
    public Task<Pass> Taken => _taken.Task;

    /// <summary>Takes it.</summary>
    /// <returns>Whether it is theirs, now or since before.</returns>
    public bool TryTake(Pass who) => _taken.TrySetResult(who) || _taken.Task.Result == who;

    /// <summary>Says text to the caller in the name of an attempt; null where the caller waits for the whole.</summary>
    public Action<string>? Of(Pass who) => to is null ? null : text =>
    {
        if (TryTake(who))
        {
            to(text);
        }
    };
}
