namespace Planner.Routing;

/// <summary>Makes an attempt at a place that was taken, and a second one beside it when it is slow.</summary>
internal sealed class PlaceAttempts(AttemptRunner attempts, PlaceChoice choice, Hedging hedging, TimeProvider clock)
{
    /// <summary>Makes it.</summary>
    /// <param name="way">The call.</param>
    /// <param name="found">The target.</param>
    /// <param name="left">Its places that were not tried yet; a rival takes its place from them.</param>
    /// <param name="pass">The place. It is over with when this ends.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What it came to, and where.</returns>
    public async Task<(AttemptOutcome Outcome, Place Place)> RunAsync(CallWay way, TargetPlaces found, List<Place> left, Pass pass, CancellationToken cancellationToken)
    {
        var place = pass.Place;
        var number = ++way.Attempts;
        hedging.Budget.Save();

        // What the caller reads as it comes can't have two authors.
        var slow = left.Count > 0 && way.Call.OnText is null && found.Group?.Hedge != false ? hedging.SlowAfter(place.Model.Id, way.Call.Task.Id) : null;
        if (slow is not { } patience)
        {
            return (await AttemptAsync(way, found, pass, number, false, cancellationToken), place);
        }

        var stopFirst = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = AttemptAsync(way, found, pass, number, false, stopFirst.Token);
        using (var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            await Task.WhenAny(first, Task.Delay(patience, clock, enough.Token));
            await enough.CancelAsync();
        }

        if (first.IsCompleted || cancellationToken.IsCancellationRequested || Rival(way, found, left) is not { } rival)
        {
            stopFirst.EndWith(first);
            return (await first, place);
        }

        way.Call.Listener?.Hedged(rival.Place.Model.Id, rival.Place.Backend.Name);
        var stopSecond = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var second = AttemptAsync(way, found, rival, number, true, stopSecond.Token);
        var winner = await FirstGoodAsync(first, second);

        // Whoever is still on the way is stopped, and ends by itself.
        stopFirst.EndWith(first, now: true);
        stopSecond.EndWith(second, now: true);
        return (await winner, winner == first ? place : rival.Place);
    }

    private Pass? Rival(CallWay way, TargetPlaces found, List<Place> left)
    {
        if (choice.TryTake(way, found, left) is not { } rival)
        {
            return null;
        }

        if (hedging.Budget.TryTake())
        {
            return rival;
        }

        left.Insert(0, rival.Place);
        rival.Dispose();
        return null;
    }

    /// <summary>The first of the two that succeeded; when neither did, the first.</summary>
    private static async Task<Task<AttemptOutcome>> FirstGoodAsync(Task<AttemptOutcome> first, Task<AttemptOutcome> second)
    {
        var done = await Task.WhenAny(first, second);
        if (done.IsCompletedSuccessfully && done.Result.Succeeded)
        {
            return done;
        }

        var other = done == first ? second : first;
        await Task.WhenAny(other);
        return other.IsCompletedSuccessfully && other.Result.Succeeded ? other : first;
    }

    private async Task<AttemptOutcome> AttemptAsync(CallWay way, TargetPlaces found, Pass pass, int number, bool hedge, CancellationToken stop)
    {
        using (pass)
        {
            var place = pass.Place;
            var planned = new PlannedAttempt(place.Backend.Name, way.RequestFor(place.Model), way.Call, number, hedge);
            var outcome = await attempts.RunAsync(
                planned,
                place,
                found.Group?.Name,
                () =>
                {
                    if (!hedge)
                    {
                        way.Call.Listener?.Started(number, place.Model.Id, place.Backend.Name);
                    }
                },
                stop);
            if (!outcome.IsRefused)
            {
                pass.Came(outcome, way.Call.Task.Id);
            }

            if (outcome.Succeeded)
            {
                hedging.Succeeded(place.Model.Id, way.Call.Task.Id, outcome.Seconds);
            }

            return outcome;
        }
    }
}
