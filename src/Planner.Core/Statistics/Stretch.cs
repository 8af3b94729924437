namespace Planner.Statistics;

/// <summary>
/// The time that a tally is about. What is new is kept by five minutes, after a day by the hour, and after a month all together, so that years of
/// calls take no more room than some hundreds of rows for each model and task.
/// </summary>
/// <param name="Start">When it begins, in seconds since 1970, UTC; 0 for all that is old.</param>
/// <param name="Seconds">How long it is; 0 for all that is old.</param>
internal readonly record struct Stretch(long Start, int Seconds)
{
    private const int Fine = 300;
    private const int Coarse = 3600;

    // A little longer than what is asked about, so that a window is never cut at its far end.
    private static readonly TimeSpan FineFor = TimeSpan.FromHours(25);
    private static readonly TimeSpan CoarseFor = TimeSpan.FromDays(31);

    /// <summary>The stretch of a call that ended then.</summary>
    public static Stretch Of(DateTimeOffset time) => new(Floor(time.ToUnixTimeSeconds(), Fine), Fine);

    /// <summary>The stretch that this one belongs to now: itself, or a longer one when it has grown old.</summary>
    public Stretch At(DateTimeOffset now)
    {
        var age = now - DateTimeOffset.FromUnixTimeSeconds(Start);
        return Seconds == 0 || age > CoarseFor ? new Stretch(0, 0)
            : age > FineFor ? new Stretch(Floor(Start, Coarse), Coarse)
            : this;
    }

    /// <summary>Whether some of it lies within the time before now.</summary>
    public bool IsWithin(TimeSpan window, DateTimeOffset now) => Seconds > 0 && Start + Seconds > (now - window).ToUnixTimeSeconds();

    private static long Floor(long time, int unit) => time - (time % unit);
}
