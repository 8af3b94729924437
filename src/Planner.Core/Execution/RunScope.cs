using System.Diagnostics;
using Planner.Budgets;
using Planner.Runs;

namespace Planner.Execution;

/// <summary>What the steps of one run share.</summary>
internal sealed class RunScope : IDisposable
{
    private readonly ActiveRun _active;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _abandoned = new();
    private readonly CancellationTokenSource _stop;
    private string? _reason;

    /// <summary>Begins a run's scope. Its deadline counts from here: from acceptance, and anew when the run is resumed.</summary>
    public RunScope(ActiveRun active, Request request, RunRecorder recorder, BudgetOptions budgets, TimeProvider clock)
    {
        (_active, Request, Recorder) = (active, request, recorder);
        var limit = request.Options.DeadlineSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan;
        _deadline = new CancellationTokenSource(limit, clock);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(
            [active.Cancelled, active.LetGo, _deadline.Token, recorder.Faulted, _abandoned.Token]);
        Spending = new SpendingScope
        {
            RunId = active.Id,
            User = request.User,
            KeyId = request.KeyId,
            LimitUsd = request.Options.BudgetUsd ?? budgets.RunUsd,
            SpentBeforeUsd = recorder.State.CostUsd,
            Exceeded = refusal => Record(new BudgetExceeded
            {
                Budget = refusal.Account,
                LimitUsd = refusal.LimitUsd,
                SpentUsd = refusal.SpentUsd + refusal.ReservedUsd,
                NeededUsd = refusal.NeededUsd ?? 0,
            }),
        };
    }

    public string RunId => _active.Id;

    public Request Request { get; }

    /// <summary>The span of the run, to which those of its steps belong.</summary>
    public ActivityContext Span { get; } = Activity.Current?.Context ?? default;

    public RunRecorder Recorder { get; }

    /// <summary>Fires when the run's steps must stop, for whatever reason.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>What its calls are paid from.</summary>
    public SpendingScope Spending { get; }

    /// <summary>Whether a call was not made because a budget ran out.</summary>
    public bool IsOverBudget => Spending.Refusal is not null;

    /// <summary>Whether the user cancelled.</summary>
    public bool IsCancelled => _active.Cancelled.IsCancellationRequested;

    /// <summary>Whether this process has to leave the run to another.</summary>
    public bool IsLetGo => _active.LetGo.IsCancellationRequested || Recorder.Faulted.IsCancellationRequested;

    /// <summary>Whether the time ran out.</summary>
    public bool IsOverdue => _deadline.IsCancellationRequested && !IsCancelled && !IsLetGo;

    /// <summary>Why the steps stop, as <see cref="StepCancelled"/> says it.</summary>
    public string StopReason => IsCancelled ? "user" : IsLetGo ? "shutdown" : _reason ?? (IsOverdue ? "deadline" : "user");

    /// <summary>Stops the run's steps for a reason of Planner's own.</summary>
    public Task AbandonAsync(string reason)
    {
        _reason ??= reason;
        return _abandoned.CancelAsync();
    }

    public void Record(RunEvent happened) => Recorder.Record(happened);

    public void Dispose()
    {
        _stop.Dispose();
        _deadline.Dispose();
        _abandoned.Dispose();
    }
}
