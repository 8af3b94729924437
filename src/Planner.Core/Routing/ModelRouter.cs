using Microsoft.Extensions.Options;
using Planner.Execution;
using Planner.Inference;

namespace Planner.Routing;

/// <summary>
/// Calls one of some models at one of the places where they run. When an attempt fails in passing, the same place is asked again, then the next place of the same
/// target, then the next target. Steps of runs and direct calls all go this way.
/// </summary>
public sealed class ModelRouter
{
    private readonly TargetResolver _targets;
    private readonly AttemptRunner _attempts;
    private readonly IRoutedCallCache? _cache;
    private readonly ExecutionOptions _options;
    private readonly TimeProvider _clock;
    private readonly Random _chance;

    internal ModelRouter(TargetResolver targets, AttemptRunner attempts, IRoutedCallCache? cache, IOptions<ExecutionOptions> options, TimeProvider clock, Random chance) =>
        (_targets, _attempts, _cache, _options, _clock, _chance) = (targets, attempts, cache, options.Value, clock, chance);

    /// <summary>Makes the call. What models, inputs or the network did wrong is a failure in the result.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<RoutedResult> RunAsync(RoutedCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        return _cache is null ? await RouteAsync(call, cancellationToken) : await _cache.GetAsync(call, RouteAsync, cancellationToken);
    }

    private async Task<RoutedResult> RouteAsync(RoutedCall call, CancellationToken cancellationToken)
    {
        var way = new CallWay(call);
        foreach (var target in call.Targets)
        {
            var found = await _targets.FindAsync(target, call, cancellationToken);
            way.Note(found);
            foreach (var place in found.Places)
            {
                if (await TryAsync(way, found, place, cancellationToken) is { } done)
                {
                    return done;
                }
            }
        }

        return way.Failed();
    }

    /// <summary>Tries a place, and again when it fails in passing; null: the next is to be tried.</summary>
    private async Task<RoutedResult?> TryAsync(CallWay way, TargetPlaces found, Place place, CancellationToken cancellationToken)
    {
        if (!Enter(place))
        {
            return null;
        }

        try
        {
            way.GoOn(place);
            for (var tries = 1; ; tries++)
            {
                var outcome = await AttemptAsync(way, place, cancellationToken);
                if (outcome.Succeeded || outcome.Final || outcome.Result.Error!.Kind == StepErrorKind.BadInput)
                {
                    return way.Done(outcome.Result, place);
                }

                var error = outcome.Result.Error!;
                way.Fell(outcome.Result, place);
                if (!error.IsTransient || tries >= _options.AttemptsPerModel || error.RetryAfterSeconds > _options.MaxRetryAfterSeconds)
                {
                    return null;
                }

                way.GoOn(place);
                await Task.Delay(Wait(tries, error), _clock, cancellationToken);
            }
        }
        finally
        {
            place.Backend.Leave();
        }
    }

    private Task<AttemptOutcome> AttemptAsync(CallWay way, Place place, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var number = ++way.Attempts;
        var planned = new PlannedAttempt(place.Backend.Name, way.RequestFor(place.Model), way.Call, number, Hedge: false);
        return _attempts.RunAsync(planned, place, null, () => way.Call.Listener?.Started(number, place.Model.Id, place.Backend.Name), cancellationToken);
    }

    private static bool Enter(Place place)
    {
        while (!place.Backend.IsGone)
        {
            if (place.Backend.TryEnter(place.Backend.InFlight))
            {
                return true;
            }
        }

        return false;
    }

    // What said when it will be ready is not asked earlier.
    private TimeSpan Wait(int tries, StepError error) => TimeSpan.FromSeconds(Math.Max(Backoff(tries).TotalSeconds, error.RetryAfterSeconds ?? 0));

    // Exponential, with jitter so that calls which failed together do not all come back together.
#pragma warning disable CA5394 // Jitter needs no secrecy.
    private TimeSpan Backoff(int tries) => TimeSpan.FromSeconds(_options.RetrySeconds * Math.Pow(2, tries - 1) * (0.5 + _chance.NextDouble()));
#pragma warning restore CA5394
}
