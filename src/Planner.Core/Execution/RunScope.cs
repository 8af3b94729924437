using Planner.Runs;

namespace Planner.Execution;

/// <summary>What the steps of one run share.</summary>
internal sealed class RunScope : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _abandon = new();
    private readonly CancellationToken _user;
    private string? _reason;

    /// <summary>Begins a run's scope.</summary>
    /// <param name="request">The request, its language known.</param>
    /// <param name="recorder">Where events go.</param>
    /// <param name="remaining">Time left; null: no deadline.</param>
    /// <param name="clock">Measures it.</param>
    /// <param name="user">Cancelled by the user.</param>
    public RunScope(Request request, RunRecorder recorder, TimeSpan? remaining, TimeProvider clock, CancellationToken user)
    {
        Request = request;
        Recorder = recorder;
        _user = user;
        Deadline = new CancellationTokenSource(remaining ?? Timeout.InfiniteTimeSpan, clock);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(user, Deadline.Token, recorder.Faulted, _abandon.Token);
    }

    public Request Request { get; }

    public RunRecorder Recorder { get; }

    public CancellationTokenSource Deadline { get; }

    /// <summary>Fires when the run must stop, for whatever reason.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Whether the time ran out before the user cancelled.</summary>
    public bool IsOverdue => Deadline.IsCancellationRequested && !_user.IsCancellationRequested;

    /// <summary>Why the run stops, as <see cref="StepCancelled"/> says it.</summary>
    public string StopReason => _reason ?? (IsOverdue ? "deadline" : "user");

    /// <summary>Stops the run's steps for a reason of Planner's own.</summary>
    public Task AbandonAsync(string reason)
    {
        _reason = reason;
        return _abandon.CancelAsync();
    }

    public void Record(RunEvent happened) => Recorder.Record(happened);

    public void Dispose()
    {
        _stop.Dispose();
        _abandon.Dispose();
        Deadline.Dispose();
    }
}
