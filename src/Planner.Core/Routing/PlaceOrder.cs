namespace Planner.Routing;

/// <summary>Puts places into the order in which they are tried, by the strategy of their group.</summary>
internal sealed class PlaceOrder(Random chance, IModelRatings? ratings = null)
{
    // At most one call in twenty looks at the place that was not called for the longest, so that one which got better is noticed; and a place is looked at for at most a twentieth
    // of the time, so that one which is slower by far costs hardly a caller its patience.
    private const int LooksElsewhere = 20;

    // Seconds, longer than any call takes.
    private const double BeingTried = 1_000_000;
    private int _turn;

    /// <summary>The places, first first, each with the number of calls that it was seen to work on. Asked anew when the first one's number has moved.</summary>
    /// <param name="ready">Places that could take the call.</param>
    /// <param name="group">Their group; null: they are all places of a model, the nearest first, of these the least busy, of these the first.</param>
    /// <param name="task">The task's id.</param>
    /// <param name="turn">Which call it is, from <see cref="NextTurn"/>; equal places take turns.</param>
    public (Place Place, int Seen)[] Of(IReadOnlyList<Place> ready, BackendGroup? group, string task, int turn)
    {
        if (ready.Count == 1)
        {
            return [(ready[0], ready[0].Backend.InFlight)];
        }

        var keys = new (int Region, double Key, int Tie)[ready.Count];
        var places = new (Place Place, int Seen)[ready.Count];
        var mean = group?.Strategy == GroupStrategy.Adaptive ? MeanSeconds(ready, task) : 1;
        for (var index = 0; index < keys.Length; index++)
        {
            var place = ready[index];
            var seen = place.Backend.InFlight;
            places[index] = (place, seen);
            keys[index] = (Region(place, group), Key(place, seen, group, task, mean, index), Tie(index, keys.Length, group, turn));
        }

        Array.Sort(keys, places);
        if (group?.Strategy is GroupStrategy.Fastest or GroupStrategy.Adaptive && turn % LooksElsewhere == LooksElsewhere - 1)
        {
            var longest = Enumerable.Range(0, places.Length).Where(index => MayLook(places[index].Place, task)).DefaultIfEmpty(0).MinBy(index => places[index].Place.Statistics.LastCall);
            (places[0], places[longest]) = (places[longest], places[0]);
        }

        return places;
    }

    /// <summary>Whether the order hangs on how busy places are.</summary>
    public static bool LooksAtLoad(BackendGroup? group) => group?.Strategy is null or GroupStrategy.LeastBusy or GroupStrategy.Fastest or GroupStrategy.Adaptive;

    /// <summary>The number of a call.</summary>
    public int NextTurn() => Interlocked.Increment(ref _turn) & int.MaxValue;

    private static bool MayLook(Place place, string task) =>
        place.Statistics.SecondsOf(task).Value is { } seconds ? place.Statistics.SinceLastCall is not { } since || since.TotalSeconds >= LooksElsewhere * seconds : place.Backend.InFlight == 0;

    private double Key(Place place, int seen, BackendGroup? group, string task, double mean, int index) => group?.Strategy switch
    {
        null => ((double)place.Backend.Egress * int.MaxValue) + seen,
        GroupStrategy.FirstAvailable => index,
        GroupStrategy.RoundRobin => 0,
#pragma warning disable CA5394 // Sharing out calls needs no secrecy.
        // The first of exponential times with these rates is each with a chance in proportion to its weight (Efraimidis and Spirakis 2006).
        GroupStrategy.Weighted => -Math.Log(1 - chance.NextDouble()) / place.Weight,
#pragma warning restore CA5394
        GroupStrategy.LeastBusy => seen,

        // What is not known yet is tried first.
        GroupStrategy.Fastest => Seconds(place, seen, task, 0),
        GroupStrategy.Cheapest => Price(place),
        _ => AdaptiveCost.Of(Seconds(place, seen, task, mean), seen, place.Statistics.Success.Value, ratings?.Of(place.Model.Id, task) ?? 1),
    };

    // What is being tried for the first time comes last until that is over, or all calls of that time might wait for one that turns out to be slow (as in Finagle's peak EWMA).
    private static double Seconds(Place place, int seen, string task, double untried) => place.Statistics.SecondsOf(task).Value ?? (seen == 0 ? untried : BeingTried);

    // The price that is set, for a call of a thousand tokens each way; else what calls were seen to cost; else nothing for what is near, and more than anything for the cloud.
    private static double Price(Place place) =>
        place.Backend.Instance?.Price is { } price ? (double)price.Of(1000, 1000)
        : place.Statistics.CostUsd.Value is { } seen and > 0 ? seen
        : place.Backend.Egress == Egress.Cloud ? double.MaxValue : 0;

    private static int Region(Place place, BackendGroup? group)
    {
        for (var rank = 0; rank < (group?.Regions.Count ?? 0); rank++)
        {
            if (group!.Regions[rank].Equals(place.Backend.Instance?.Region, StringComparison.OrdinalIgnoreCase))
            {
                return rank;
            }
        }

        return int.MaxValue;
    }

    private static int Tie(int index, int count, BackendGroup? group, int turn) =>
        group?.Strategy is null or GroupStrategy.FirstAvailable or GroupStrategy.Cheapest ? index : (((index - turn) % count) + count) % count;

    private static double MeanSeconds(IReadOnlyList<Place> places, string task)
    {
        var (sum, known) = (0.0, 0);
        foreach (var place in places)
        {
            if (place.Statistics.SecondsOf(task).Value is { } seconds)
            {
                (sum, known) = (sum + seconds, known + 1);
            }
        }

        return known == 0 ? 1 : sum / known;
    }
}
