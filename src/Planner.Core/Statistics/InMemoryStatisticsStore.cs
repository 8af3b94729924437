using Planner.Routing;

namespace Planner.Statistics;

/// <summary>Statistics that are gone with their process.</summary>
internal sealed class InMemoryStatisticsStore(TimeProvider clock) : IStatisticsStore
{
    private readonly Lock _lock = new();
    private readonly StatisticsTable _table = new();
    private Stretch _newest;

    public Task AddAsync(IReadOnlyList<CallRecord> calls, CancellationToken cancellationToken) => Locked(() =>
    {
        foreach (var call in calls)
        {
            _table.TallyOf(new StatisticsKey(call.Model, call.Instance, call.Task), Stretch.Of(call.Time)).Add(call);
        }

        var now = clock.GetUtcNow();
        if (Stretch.Of(now) != _newest)
        {
            _newest = Stretch.Of(now);
            _table.Fold(now);
        }

        return true;
    });

    public Task RateAsync(IReadOnlyList<Rating> ratings, CancellationToken cancellationToken) => Locked(() =>
    {
        foreach (var rating in ratings)
        {
            _table.Add(rating);
        }

        return true;
    });

    public Task MeasureAsync(Measurement measurement, CancellationToken cancellationToken) => Locked(() =>
    {
        _table.Add(measurement);
        return true;
    });

    public Task<IReadOnlyList<ModelStatistics>> ReadAsync(string? model, string? task, CancellationToken cancellationToken) => Locked<IReadOnlyList<ModelStatistics>>(() =>
        [.. _table.Read(clock.GetUtcNow()).Where(row => (model ?? row.Model) == row.Model && (task ?? row.Task) == row.Task)]);

    public Task<IReadOnlyList<Rating>> RatingsAsync(string runId, CancellationToken cancellationToken) => Locked<IReadOnlyList<Rating>>(() =>
        [.. _table.Ratings.Where(rating => rating.RunId == runId).OrderBy(rating => rating.StepId, StringComparer.Ordinal)]);

    public Task<IReadOnlyList<Measurement>> MeasurementsAsync(string task, CancellationToken cancellationToken) => Locked<IReadOnlyList<Measurement>>(() =>
        [.. _table.Measurements.Where(measurement => measurement.Task == task).OrderByDescending(measurement => measurement.Time)]);

    private Task<T> Locked<T>(Func<T> work)
    {
        lock (_lock)
        {
            return Task.FromResult(work());
        }
    }
}
