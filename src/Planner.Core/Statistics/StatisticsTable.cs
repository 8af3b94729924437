namespace Planner.Statistics;

/// <summary>Tallies by what they are about, ratings and measurements, put together to what people and matching read. Not safe for several threads.</summary>
internal sealed class StatisticsTable
{
    private readonly Dictionary<StatisticsKey, Dictionary<Stretch, CallTally>> _tallies = [];
    private readonly Dictionary<(string Run, string Step, string User, string Model), Rating> _ratings = [];
    private readonly Dictionary<(string Model, string Task, string Data), Measurement> _measurements = [];

    public IEnumerable<Rating> Ratings => _ratings.Values;

    public IEnumerable<Measurement> Measurements => _measurements.Values;

    /// <summary>The tally of a stretch, empty when it is new.</summary>
    public CallTally TallyOf(StatisticsKey key, Stretch stretch)
    {
        var stretches = _tallies.TryGetValue(key, out var known) ? known : _tallies[key] = [];
        return stretches.TryGetValue(stretch, out var tally) ? tally : stretches[stretch] = new CallTally();
    }

    /// <summary>Puts together what has grown old.</summary>
    public void Fold(DateTimeOffset now)
    {
        foreach (var stretches in _tallies.Values)
        {
            foreach (var (stretch, tally) in stretches.ToList())
            {
                if (stretch.At(now) is var longer && longer != stretch)
                {
                    stretches.Remove(stretch);
                    if (!stretches.TryAdd(longer, tally))
                    {
                        stretches[longer].Add(tally);
                    }
                }
            }
        }
    }

    /// <summary>Takes in a rating, in place of one by the same user of the same step.</summary>
    public void Add(Rating rating) => _ratings[(rating.RunId, rating.StepId, rating.User, rating.Model)] = rating;

    /// <summary>Takes in a measurement, in place of one on the same data.</summary>
    public void Add(Measurement measurement) => _measurements[(measurement.Model, measurement.Task, measurement.Data)] = measurement;

    /// <summary>All of it, the most called first.</summary>
    public IReadOnlyList<ModelStatistics> Read(DateTimeOffset now)
    {
        var ratings = _ratings.Values.ToLookup(rating => new StatisticsKey(rating.Model, rating.Instance, rating.Task));
        var measured = _measurements.Values.GroupBy(one => (one.Model, one.Task)).ToDictionary(group => group.Key, group => group.MaxBy(one => one.Time)!);
        var keys = _tallies.Keys.Union(ratings.Select(group => group.Key)).ToList();
        var known = keys.Select(key => (key.Model, key.Task)).ToHashSet();
        return
        [
            .. keys.Concat(measured.Keys.Where(key => !known.Contains(key)).Select(key => new StatisticsKey(key.Model, "", key.Task)))
                .Select(key => Of(key, [.. ratings[key]], measured.GetValueOrDefault((key.Model, key.Task)), now))
                .OrderByDescending(row => row.Calls).ThenBy(row => row.Model, StringComparer.Ordinal).ThenBy(row => row.Task, StringComparer.Ordinal).ThenBy(row => row.Instance, StringComparer.Ordinal),
        ];
    }

    private ModelStatistics Of(StatisticsKey key, IReadOnlyList<Rating> ratings, Measurement? measured, DateTimeOffset now)
    {
        var stretches = _tallies.GetValueOrDefault(key) ?? [];
        var all = new CallTally();
        foreach (var tally in stretches.Values)
        {
            all.Add(tally);
        }

        var month = Within(TimeSpan.FromDays(30));
        var times = month.Seconds.Count > 0 ? month.Seconds : all.Seconds;
        return new ModelStatistics
        {
            Model = key.Model,
            Instance = key.Instance,
            Task = key.Task,
            Calls = all.Calls,
            Checked = all.Checked,
            P50Seconds = times.Quantile(0.5),
            P95Seconds = times.Quantile(0.95),
            Tokens = all.Tokens,
            CostUsd = all.CostUsd,
            AvailableLastHour = Share(Within(TimeSpan.FromHours(1))),
            AvailableLastDay = Share(Within(TimeSpan.FromDays(1))),
            AvailableLastMonth = Share(month),
            Good = ratings.Where(rating => rating.Good).Sum(rating => rating.Weight),
            Bad = ratings.Where(rating => !rating.Good).Sum(rating => rating.Weight),
            Quality = measured?.Quality,
            Samples = measured?.Scores.Count ?? 0,
            LastAt = stretches.Keys.Where(stretch => stretch.Seconds > 0).Select(stretch => (DateTimeOffset?)DateTimeOffset.FromUnixTimeSeconds(stretch.Start)).Max(),
        };

        CallTally Within(TimeSpan window)
        {
            var sum = new CallTally();
            foreach (var (stretch, tally) in stretches)
            {
                if (stretch.IsWithin(window, now))
                {
                    sum.Add(tally);
                }
            }

            return sum;
        }
    }

    private static double? Share(CallTally tally) => tally.Calls == 0 ? null : (double)tally.Available / tally.Calls;
}
