using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Budgets;
using Planner.Execution;
using Planner.Execution.Checks;
using Planner.Inference;

namespace Planner.Routing;

/// <summary>
/// Makes one attempt at a call: asks the guards, calls the backend under the time limit of a step, checks what it gave, tells the observers. The only place
/// that calls a backend.
/// </summary>
internal sealed class AttemptRunner(
    IEnumerable<IAttemptGuard> guards, IEnumerable<ICallObserver> observers, PriceList prices, ResultChecks checks, IOptions<ExecutionOptions> options, TimeProvider clock, ILogger<AttemptRunner> logger)
{
    private readonly IAttemptGuard[] _guards = [.. guards];
    private readonly ICallObserver[] _observers = [.. observers];

    /// <summary>Makes the attempt. The place's in-flight count is the caller's.</summary>
    /// <param name="attempt">What is tried.</param>
    /// <param name="place">Where.</param>
    /// <param name="group">The group through which the place was chosen.</param>
    /// <param name="begins">Called when the guards agree and the backend is about to be called.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> fired.</exception>
    public async Task<AttemptOutcome> RunAsync(PlannedAttempt attempt, Place place, string? group, Action begins, CancellationToken stop)
    {
        if (place.Backend.Egress > attempt.Call.Ceiling)
        {
            // Nothing gets here that is too far away; if something ever does, it ends here.
            return new AttemptOutcome(InferenceResult.Failure(StepErrorKind.CannotRun, $"{place.Backend.Name} is farther away than this request may go.")) { IsRefused = true };
        }

        List<AttemptReservation> reserved = [];
        foreach (var guard in _guards)
        {
            var reservation = await guard.ReserveAsync(attempt, stop);
            if (reservation.Refusal is { } refusal)
            {
                reserved.ForEach(other => other.Settle?.Invoke(null));
                return new AttemptOutcome(InferenceResult.Failure(refusal)) { IsFinal = true, IsRefused = true };
            }

            reserved.Add(reservation);
        }

        begins();
        var spoken = new SpokenText(attempt.Request.OnText, clock);
        var record = new CallRecord
        {
            Model = place.Model.Id,
            Instance = place.Backend.Name,
            Task = attempt.Request.Task.Id,
            Group = group,
            RunId = attempt.Call.RunId,
            StepId = attempt.Request.Step.Id,
            Time = clock.GetUtcNow(),
            Seconds = 0,
            Cancelled = true,
            Attempt = attempt.Number,
            Hedge = attempt.Hedge,
        };
        var began = clock.GetTimestamp();
        try
        {
            var request = attempt.Request.OnText is null ? attempt.Request : attempt.Request with { OnText = spoken.Say };
            var given = prices.Priced(await CallAsync(attempt.Call, place, request, stop), place.Backend.Backend, place.Model);
            var result = await checks.ApplyAsync(request, given, stop);
            record = record with
            {
                Cancelled = false,
                Ok = given.Error is null,
                Checked = result is { Error: null, Weakness: null },
                Error = result.Error?.Kind,
                InputTokens = result.InputTokens ?? result.Tokens - result.OutputTokens,
                OutputTokens = result.OutputTokens ?? result.Tokens - result.InputTokens,
                CostUsd = result.CostUsd,
            };
            return new AttemptOutcome(result)
            {
                IsFinal = result is not { Error: null, Weakness: null } && spoken.HasSpoken,
                Seconds = clock.GetElapsedTime(began).TotalSeconds,
                FirstTokenSeconds = spoken.FirstSeconds(began),
            };
        }
        finally
        {
            record = record with { Seconds = clock.GetElapsedTime(began).TotalSeconds, FirstTokenSeconds = spoken.FirstSeconds(began) };
            reserved.ForEach(reservation => reservation.Settle?.Invoke(record));
            Tell(record);
        }
    }

    private async Task<InferenceResult> CallAsync(RoutedCall call, Place place, InferenceRequest request, CancellationToken stop)
    {
        var backend = place.Backend.Backend;
        var seconds = TimeSpan.FromSeconds(options.Value.StepSeconds);
        using var limit = new CancellationTokenSource(seconds, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, place.Backend.Closed, stop);
        using var leaveBehind = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using var grace = ended.Token.Register(() => leaveBehind.CancelAfter(TimeSpan.FromSeconds(options.Value.GraceSeconds)));
        try
        {
            // On a thread of its own, so that a call which computes instead of waiting can be left behind too.
            var token = ended.Token;
            var run = call.Attempt;
            return await Task.Run(() => run is null ? backend.RunAsync(request, token) : run(backend, request, token), token).WaitAsync(leaveBehind.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            return InferenceResult.Failure(
                StepErrorKind.TimedOut,
                FormattableString.Invariant($"{request.Model.Id} took longer than {seconds.TotalSeconds:0.###} s."),
                "Give the step more time (max_seconds, or Planner:Execution:StepSeconds) or a smaller input.");
        }
        catch (OperationCanceledException) when (place.Backend.Closed.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            return InferenceResult.Failure(StepErrorKind.Unavailable, $"{place.Backend.Name} was disabled while it worked.", $"planner instances enable {place.Backend.Name}");
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            logger.BackendFaulted(exception, place.Backend.Name, request.Step.Id);
            return InferenceResult.Failure(StepErrorKind.Model, $"{request.Model.Id} failed unexpectedly: {exception.Message}");
        }
    }

    private void Tell(CallRecord record)
    {
        foreach (var observer in _observers)
        {
            try
            {
                observer.Observe(record);
            }
#pragma warning disable CA1031 // Who only watches must not fail the call.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                logger.ObserverFaulted(exception, observer.GetType().Name);
            }
        }
    }

    /// <summary>Passes text on and remembers when the first came.</summary>
    private sealed class SpokenText(Action<string>? to, TimeProvider clock)
    {
        private long _first;

        public bool HasSpoken => Volatile.Read(ref _first) != 0;

        public void Say(string text)
        {
            if (text.Length > 0)
            {
                Interlocked.CompareExchange(ref _first, clock.GetTimestamp(), 0);
                to!(text);
            }
        }

        public double? FirstSeconds(long began) => HasSpoken ? clock.GetElapsedTime(began, _first).TotalSeconds : null;
    }
}
