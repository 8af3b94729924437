using Microsoft.Extensions.Options;
using Planner.Execution;
using Planner.Inference;

namespace Planner.Routing;

/// <summary>
/// Calls one of some models at one of the places where they run. When an attempt fails in passing, the same place is asked again, then the next place of the same
/// target, then the next target. Places whose breakers are open are passed over; when there are no others, the call waits for the first probe. A poor value is kept while better ones are looked for. Steps of runs and direct
/// calls all go this way.
/// </summary>
public sealed class ModelRouter
{
    private readonly TargetResolver _targets;
    private readonly PlaceChoice _choice;
    private readonly PlaceOrder _order;
    private readonly PlaceAttempts _attempts;
    private readonly BackendRegistry _registry;
    private readonly IRoutedCallCache? _cache;
    private readonly ExecutionOptions _options;
    private readonly TimeProvider _clock;
    private readonly Random _chance;

    internal ModelRouter(
        TargetResolver targets, PlaceChoice choice, PlaceOrder order, PlaceAttempts attempts, BackendRegistry registry, IRoutedCallCache? cache, IOptions<ExecutionOptions> options, TimeProvider clock, Random chance)
    {
        (_targets, _choice, _order, _attempts, _registry) = (targets, choice, order, attempts, registry);
        (_cache, _options, _clock, _chance) = (cache, options.Value, clock, chance);
    }

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
        var way = new CallWay(call, _order.NextTurn());
        try
        {
            return way.End(await RouteAsync(way, cancellationToken));
        }
        catch (OperationCanceledException) when (way.HasPoor)
        {
            // The time is up: what there is is better than nothing.
            return way.End(way.Failed());
        }
    }

    private async Task<RoutedResult> RouteAsync(CallWay way, CancellationToken cancellationToken)
    {
        List<(TargetPlaces Found, List<Place> Left)> kept = [];
        foreach (var target in way.Call.Targets)
        {
            var found = await _targets.FindAsync(target, way.Call, cancellationToken);
            way.Note(found);
            var left = found.Places.ToList();
            if (await TryAllAsync(way, found, left, cancellationToken) is { } done)
            {
                return done;
            }

            if (left.Count > 0)
            {
                kept.Add((found, left));
            }
        }

        return way.Attempts > 0 || kept.Count == 0 ? way.Failed() : await WaitAsync(way, kept, cancellationToken);
    }

    /// <summary>Tries the places of a target in turn; null: the next target is to be tried, and what is left takes no call now.</summary>
    private async Task<RoutedResult?> TryAllAsync(CallWay way, TargetPlaces found, List<Place> left, CancellationToken cancellationToken)
    {
        while (await _choice.TakeAsync(way, found, left, cancellationToken) is { } pass)
        {
            if (await TryAsync(way, found, left, pass, cancellationToken) is { } done)
            {
                return done;
            }
        }

        return null;
    }

    /// <summary>Tries a place, and again when it fails in passing; null: the next is to be tried.</summary>
    private async Task<RoutedResult?> TryAsync(CallWay way, TargetPlaces found, List<Place> left, Pass pass, CancellationToken cancellationToken)
    {
        way.GoOn(pass.Place);
        for (var tries = 1; ; tries++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (outcome, place) = await _attempts.RunAsync(way, found, left, pass, cancellationToken);
            if (outcome is { Succeeded: true, IsFinal: false, Result.Weakness: not null })
            {
                way.Keep(outcome.Result, place);
                return null;
            }

            if (outcome.Succeeded || outcome.IsFinal || outcome.Result.Error!.Kind == StepErrorKind.BadInput)
            {
                return way.Done(outcome.Result, place);
            }

            var error = outcome.Result.Error!;
            way.Fell(outcome.Result, place);
            if (!error.IsTransient || tries >= _options.AttemptsPerModel || error.RetryAfterSeconds > _options.MaxRetryAfterSeconds || !_choice.IsReady(place))
            {
                return null;
            }

            // Who asks to be left alone is, where another could do it at once.
            if (error.RetryAfterSeconds > 0 && left.Exists(_choice.IsReady))
            {
                return null;
            }

            way.GoOn(place);
            await Task.Delay(Wait(tries, error), _clock, cancellationToken);
            if (await _choice.TakeAgainAsync(place, cancellationToken) is not { } again)
            {
                return null;
            }

            pass = again;
        }
    }

    /// <summary>Everything that could take the call is left alone for a while: waits for the first that may be probed, as long as a call may take.</summary>
    private async Task<RoutedResult> WaitAsync(CallWay way, List<(TargetPlaces Found, List<Place> Left)> kept, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(_options.StepSeconds), _clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        while (true)
        {
            var changed = _registry.StateChanged.Next;
            foreach (var (found, left) in kept)
            {
                if (await TryAllAsync(way, found, left, cancellationToken) is { } done)
                {
                    return done;
                }
            }

            var now = _clock.GetUtcNow();
            var places = kept.SelectMany(one => one.Left).ToList();
            var waiting = places.Where(place => place.Hindrance(now) is null && place.Remaining != TimeSpan.Zero).ToList();
            if (way.Attempts > 0 || waiting.Count == 0 || patience.IsCancellationRequested)
            {
                return way.Failed(Hindered(places, now));
            }

            var first = waiting.Select(place => place.Remaining).Where(left => left is not null).Order().FirstOrDefault();
            try
            {
                await (first is { } time ? changed.WaitAsync(time, _clock, stop.Token) : changed.WaitAsync(stop.Token));
            }
            catch (TimeoutException)
            {
                // The first may be probed now.
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return way.Failed(Hindered(places, now));
            }
        }
    }

    private static string Hindered(List<Place> places, DateTimeOffset now) => string.Join("; ", places.Select(place => place.Hindrance(now) ?? place.Remaining switch
    {
        { Ticks: 0 } => $"{place.Backend.Name} has as many calls waiting as it may have",
        { } left => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{place} failed too often and is tried again in {Math.Ceiling(left.TotalSeconds):0} s"),
        null => $"{place} failed too often and is being tried again",
    }).Distinct().Take(5));

    // What said when it will be ready is not asked earlier.
    private TimeSpan Wait(int tries, StepError error) => TimeSpan.FromSeconds(Math.Max(Backoff(tries).TotalSeconds, error.RetryAfterSeconds ?? 0));

    // Exponential, with jitter so that calls which failed together do not all come back together.
#pragma warning disable CA5394 // Jitter needs no secrecy.
    private TimeSpan Backoff(int tries) => TimeSpan.FromSeconds(_options.RetrySeconds * Math.Pow(2, tries - 1) * (0.5 + _chance.NextDouble()));
#pragma warning restore CA5394
}
