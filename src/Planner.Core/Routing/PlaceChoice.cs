namespace Planner.Routing;

/// <summary>Chooses the place for an attempt among those that are left, and takes it.</summary>
internal sealed class PlaceChoice(PlaceOrder order, BackendRegistry registry, TimeProvider clock)
{
    /// <summary>Takes the best place that is free now; it is no longer left. Null: none is.</summary>
    public Pass? TryTake(CallWay way, TargetPlaces found, List<Place> left)
    {
        while (true)
        {
            var ready = Ready(left);
            if (ready.Count == 0)
            {
                return null;
            }

            var raced = false;
            foreach (var (place, seen) in order.Of(ready, found.Group, way.Call.Task.Id, way.Turn))
            {
                if (!Count(place, found.Group, seen))
                {
                    // Somebody else took a place of it, so it may not be the best any more.
                    raced = true;
                    break;
                }

                if (Pass.Of(place, entered: false) is { } pass)
                {
                    left.Remove(place);
                    return pass;
                }
            }

            if (!raced)
            {
                return null;
            }
        }
    }

    /// <summary>Takes the best place, waiting at the first whose queue has room when none is free. Null: none takes the call now.</summary>
    public async ValueTask<Pass?> TakeAsync(CallWay way, TargetPlaces found, List<Place> left, CancellationToken cancellationToken)
    {
        if (TryTake(way, found, left) is { } pass)
        {
            return pass;
        }

        foreach (var (place, _) in order.Of(Ready(left), found.Group, way.Call.Task.Id, way.Turn).Where(ranked => ranked.Place.Backend.Gate is not null))
        {
            if (await WaitAsync(place, cancellationToken) is { } late)
            {
                left.Remove(place);
                return late;
            }
        }

        // Whose instance was changed while this waited there is looked for once more.
        return left.Exists(place => place.Backend.IsRetired) ? TryTake(way, found, left) : null;
    }

    /// <summary>Takes the same place again, waiting in its queue. Null: it takes no call now.</summary>
    public async ValueTask<Pass?> TakeAgainAsync(Place place, CancellationToken cancellationToken) => IsReady(place) ? await WaitAsync(place, cancellationToken) : null;

    /// <summary>Whether it would take a call now.</summary>
    public bool IsReady(Place place) => place.Hindrance(clock.GetUtcNow()) is null && place.Remaining == TimeSpan.Zero;

    // An instance that was changed meanwhile is taken as it is now.
    private List<Place> Ready(List<Place> left)
    {
        for (var index = 0; index < left.Count; index++)
        {
            if (left[index].Backend.IsRetired && registry.Find(left[index].Backend.Name) is { } now)
            {
                left[index] = left[index] with { Backend = now };
            }
        }

        return left.FindAll(IsReady);
    }

    private static bool Count(Place place, BackendGroup? group, int seen) => PlaceOrder.LooksAtLoad(group) && !place.Backend.IsRetired ? place.Backend.TryEnter(seen) : Count(place);

    private static async ValueTask<Pass?> WaitAsync(Place place, CancellationToken cancellationToken)
    {
        var gate = place.Backend.Gate;
        if (gate is not null && !await gate.EnterAsync(cancellationToken))
        {
            return null;
        }

        if (Count(place))
        {
            return Pass.Of(place, entered: true);
        }

        gate?.Leave();
        return null;
    }

    private static bool Count(Place place)
    {
        while (!place.Backend.IsRetired)
        {
            if (place.Backend.TryEnter(place.Backend.InFlight))
            {
                return true;
            }
        }

        return false;
    }
}
