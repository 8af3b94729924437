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

        var floor = new Floor(way.Call.OnText);
        var slow = left.Count > 0 && found.Group?.Hedge != false ? hedging.SlowAfter(place.Model.Id, way.Call.Task.Id, way.Call.OnText is not null) : null;
        if (slow is not { } patience)
        {
            return (await AttemptAsync(way, found, pass, floor, number, cancellationToken), place);
        }

        var stopFirst = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = AttemptAsync(way, found, pass, floor, number, stopFirst.Token);
        using (var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            await Task.WhenAny(first, floor.Taken, Task.Delay(patience, clock, enough.Token));
            await enough.CancelAsync();
        }

        if (first.IsCompleted || floor.Taken.IsCompleted || cancellationToken.IsCancellationRequested || Rival(way, found, left) is not { } rival)
        {
            stopFirst.EndWith(first);
            return (await first, place);
        }

        way.Call.Listener?.Hedged(rival.Place.Model.Id, rival.Place.Backend.Name);
        var stopSecond = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var second = AttemptAsync(way, found, rival, floor, number, stopSecond.Token, hedge: true);
        await Task.WhenAny(floor.Taken, Task.WhenAll(first, second));

        // The one that has the floor goes on to its end; the other is stopped. When neither ever had it, both are over, and what the first came to counts.
        var secondWon = floor.Taken.IsCompleted && await floor.Taken == rival;
        stopFirst.EndWith(first, now: secondWon);
        stopSecond.EndWith(second, now: !secondWon);
        return secondWon ? (await second, rival.Place) : (await first, place);
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

    private async Task<AttemptOutcome> AttemptAsync(CallWay way, TargetPlaces found, Pass pass, Floor floor, int number, CancellationToken stop, bool hedge = false)
    {
        using (pass)
        {
            var place = pass.Place;
            var planned = new PlannedAttempt(place.Backend.Name, way.RequestFor(place.Model) with { OnText = floor.Of(pass) }, way.Call, number, hedge);
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
                floor.TryTake(pass);
                hedging.Succeeded(place.Model.Id, way.Call.Task.Id, outcome);
            }

            return outcome;
        }
    }
}
