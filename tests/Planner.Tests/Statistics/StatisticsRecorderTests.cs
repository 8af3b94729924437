using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Planner.Routing;
using Planner.Statistics;
using Planner.Tests.Testing;

namespace Planner.Tests.Statistics;

public sealed class StatisticsRecorderTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Observe_ManyCallsFromManyThreads_AreAllWrittenInFewBatches()
    {
        var store = new CountingStore(_clock);
        await using (var recorder = new StatisticsRecorder(store, Options.Create(new StatisticsOptions()), _clock, NullLogger<StatisticsRecorder>.Instance))
        {
            Parallel.For(0, 5000, _ => recorder.Observe(Call()));
        }

        (await store.ReadAsync(null, null, TestContext.Current.CancellationToken)).ShouldHaveSingleItem().Calls.ShouldBe(5000);
        store.Batches.ShouldBeLessThan(50);
    }

    [Fact]
    public async Task Observe_WindowOver_IsWritten()
    {
        var store = new CountingStore(_clock);
        await using var recorder = new StatisticsRecorder(store, Options.Create(new StatisticsOptions()), _clock, NullLogger<StatisticsRecorder>.Instance);

        recorder.Observe(Call());
        await _clock.AdvanceOnceSetAsync(TimeSpan.FromSeconds(new StatisticsOptions().WriteSeconds));

        await store.Written.Task.WaitAsync(RunTestHost.Patience, TestContext.Current.CancellationToken);
        store.Batches.ShouldBe(1);
    }

    [Fact]
    public async Task Observe_StoreFails_GoesOnWithTheNext()
    {
        var store = new CountingStore(_clock) { Failure = new IOException("disk full") };
        await using var recorder = new StatisticsRecorder(store, Options.Create(new StatisticsOptions()), _clock, NullLogger<StatisticsRecorder>.Instance);
        recorder.Observe(Call());
        await recorder.FlushAsync();
        store.Failure = null;

        recorder.Observe(Call());
        await recorder.FlushAsync();

        (await store.ReadAsync(null, null, TestContext.Current.CancellationToken)).ShouldHaveSingleItem().Calls.ShouldBe(1);
    }

    private CallRecord Call() => new() { Model = "m", Instance = "a", Task = "t", StepId = "s1", Time = _clock.GetUtcNow(), Seconds = 1, Ok = true, Checked = true };

    private sealed class CountingStore(TimeProvider clock) : IStatisticsStore
    {
        private readonly InMemoryStatisticsStore _inner = new(clock);

        public int Batches { get; private set; }

        public Exception? Failure { get; set; }

        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task AddAsync(IReadOnlyList<CallRecord> calls, CancellationToken cancellationToken)
        {
            Batches++;
            await (Failure is null ? _inner.AddAsync(calls, cancellationToken) : Task.FromException(Failure));
            Written.TrySetResult();
        }

        public Task RateAsync(IReadOnlyList<Rating> ratings, CancellationToken cancellationToken) => _inner.RateAsync(ratings, cancellationToken);

        public Task MeasureAsync(Measurement measurement, CancellationToken cancellationToken) => _inner.MeasureAsync(measurement, cancellationToken);

        public Task<IReadOnlyList<ModelStatistics>> ReadAsync(string? model, string? task, CancellationToken cancellationToken) => _inner.ReadAsync(model, task, cancellationToken);

        public Task<IReadOnlyList<Rating>> RatingsAsync(string runId, CancellationToken cancellationToken) => _inner.RatingsAsync(runId, cancellationToken);

        public Task<IReadOnlyList<Measurement>> MeasurementsAsync(string task, CancellationToken cancellationToken) => _inner.MeasurementsAsync(task, cancellationToken);
    }
}
