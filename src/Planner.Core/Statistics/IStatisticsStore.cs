using Planner.Routing;

namespace Planner.Statistics;

/// <summary>What is known of how models did, kept over restarts. Safe for many threads, and for several processes where the store is.</summary>
public interface IStatisticsStore
{
    /// <summary>Adds calls to what is known.</summary>
    Task AddAsync(IReadOnlyList<CallRecord> calls, CancellationToken cancellationToken);

    /// <summary>Keeps ratings; one of the same run, step, user and model is replaced.</summary>
    Task RateAsync(IReadOnlyList<Rating> ratings, CancellationToken cancellationToken);

    /// <summary>Keeps a measurement; one of the same model, task and data is replaced.</summary>
    Task MeasureAsync(Measurement measurement, CancellationToken cancellationToken);

    /// <summary>What is known, the most called first.</summary>
    /// <param name="model">Only of this model; null: of all.</param>
    /// <param name="task">Only for this task; null: for all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<IReadOnlyList<ModelStatistics>> ReadAsync(string? model, string? task, CancellationToken cancellationToken);

    /// <summary>The ratings of a run, in the order of its steps' ids.</summary>
    Task<IReadOnlyList<Rating>> RatingsAsync(string runId, CancellationToken cancellationToken);

    /// <summary>All measurements for a task, the newest first.</summary>
    Task<IReadOnlyList<Measurement>> MeasurementsAsync(string task, CancellationToken cancellationToken);
}
