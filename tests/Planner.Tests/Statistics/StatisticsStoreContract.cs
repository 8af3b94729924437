using Planner.Inference;
using Planner.Routing;
using Planner.Statistics;
using Planner.Tests.Testing;

namespace Planner.Tests.Statistics;

/// <summary>What every store of statistics does.</summary>
public abstract class StatisticsStoreContract
{
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected ManualTimeProvider Clock { get; } = new();

    protected abstract IStatisticsStore Store { get; }

    /// <summary>A store that has nothing in common with <see cref="Store"/> but where it keeps things; the same one when it keeps nothing.</summary>
    protected abstract IStatisticsStore Other { get; }

    [Fact]
    public async Task Read_AfterCalls_AddsThemUpByModelTaskAndInstance()
    {
        await Store.AddAsync([Call(1) with { CostUsd = 0.01m, InputTokens = 100, OutputTokens = 20 }, Call(3), Call(2, instance: "b")], Stop);
        await Store.AddAsync([Call(2) with { CostUsd = 0.03m }, Failed(StepErrorKind.Model), Call(9, task: "translation")], Stop);

        var rows = await Other.ReadAsync("m", "summarization", Stop);

        rows.Select(row => (row.Instance, row.Calls, row.Checked)).ShouldBe([("a", 4, 3), ("b", 1, 1)]);
        rows[0].Success.ShouldBe(0.75);
        rows[0].Tokens.ShouldBe(120);
        rows[0].CostUsd.ShouldBe(0.04m);
        rows[0].SuccessesPerUsd.ShouldBe(75);
        rows[0].P50Seconds!.Value.ShouldBe(2, 0.02);
        rows[0].P95Seconds!.Value.ShouldBe(3, 0.03);
        rows[1].SuccessesPerUsd.ShouldBeNull();
        (await Other.ReadAsync(null, null, Stop)).Count.ShouldBe(3);
        (await Other.ReadAsync("another", null, Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_CancelledCalls_CostButDoNotCount()
    {
        await Store.AddAsync([Call(1), Call(1) with { Ok = false, Checked = false, Cancelled = true, CostUsd = 0.5m, InputTokens = 7 }], Stop);

        var row = (await Other.ReadAsync(null, null, Stop)).ShouldHaveSingleItem();

        row.Success.ShouldBe(1);
        row.CostUsd.ShouldBe(0.5m);
        row.Tokens.ShouldBe(7);
    }

    [Fact]
    public async Task Read_Availability_IsThatOfEachWindow()
    {
        await Store.AddAsync([Failed(StepErrorKind.Unavailable), Failed(StepErrorKind.TimedOut)], Stop);
        Clock.Advance(TimeSpan.FromDays(10));
        await Store.AddAsync([Failed(StepErrorKind.Unavailable), Call(1)], Stop);
        Clock.Advance(TimeSpan.FromHours(5));
        await Store.AddAsync([Call(1), Failed(StepErrorKind.BadInput)], Stop);

        var row = (await Other.ReadAsync(null, null, Stop)).ShouldHaveSingleItem();

        row.AvailableLastHour.ShouldBe(1);
        row.AvailableLastDay.ShouldBe(0.75);
        row.AvailableLastMonth.ShouldBe(0.5);
        Clock.Advance(TimeSpan.FromDays(40));
        row = (await Other.ReadAsync(null, null, Stop)).ShouldHaveSingleItem();
        row.AvailableLastMonth.ShouldBeNull();
        row.Calls.ShouldBe(6);
        row.P50Seconds.ShouldNotBeNull();
    }

    [Fact]
    public async Task Add_YearsOfCalls_KeepsSumsAndForgetsNothing()
    {
        for (var day = 0; day < 800; day += 20)
        {
            await Store.AddAsync([Call(2), Call(4)], Stop);
            Clock.Advance(TimeSpan.FromDays(20));
        }

        await Store.AddAsync([Call(2)], Stop);

        var row = (await Other.ReadAsync(null, null, Stop)).ShouldHaveSingleItem();
        row.Calls.ShouldBe(81);
        row.Checked.ShouldBe(81);
        row.AvailableLastHour.ShouldBe(1);
    }

    [Fact]
    public async Task Rate_SameStepAgain_ReplacesTheRating()
    {
        await Store.RateAsync([Rated("s1", good: true), Rated("s2", good: false) with { Weight = 0.5, Note = "wrong number" }], Stop);
        await Store.RateAsync([Rated("s1", good: false), Rated("s1", good: true) with { User = "ann" }], Stop);

        var row = (await Other.ReadAsync("m", null, Stop)).ShouldHaveSingleItem();

        row.Good.ShouldBe(1);
        row.Bad.ShouldBe(1.5);
        row.Calls.ShouldBe(0);
        (await Other.RatingsAsync("r_1", Stop)).Select(rating => rating.Note).ShouldBe([null, null, "wrong number"], ignoreOrder: true);
    }

    [Fact]
    public async Task Measure_SameDataAgain_ReplacesTheMeasurement()
    {
        await Store.MeasureAsync(Measured("d1", 1, 0), Stop);
        await Store.MeasureAsync(Measured("d1", 1, 1, 0, 1), Stop);
        await Store.AddAsync([Call(1)], Stop);

        var row = (await Other.ReadAsync(null, null, Stop)).ShouldHaveSingleItem();

        row.Quality.ShouldBe(0.75);
        row.Samples.ShouldBe(4);
        (await Other.MeasurementsAsync("summarization", Stop)).ShouldHaveSingleItem().Scores.ShouldBe([1, 1, 0, 1]);
        (await Other.MeasurementsAsync("translation", Stop)).ShouldBeEmpty();
    }

    protected CallRecord Call(double seconds, string instance = "a", string task = "summarization") => new()
    {
        Model = "m",
        Instance = instance,
        Task = task,
        StepId = "s1",
        Time = Clock.GetUtcNow(),
        Seconds = seconds,
        Ok = true,
        Checked = true,
    };

    private CallRecord Failed(StepErrorKind kind) => Call(1) with { Ok = false, Checked = false, Error = kind };

    private Rating Rated(string step, bool good) => new()
    {
        RunId = "r_1",
        StepId = step,
        Model = "m",
        Instance = "a",
        Task = "summarization",
        Good = good,
        Time = Clock.GetUtcNow(),
    };

    private Measurement Measured(string data, params double[] scores) => new() { Model = "m", Task = "summarization", Data = data, Scores = scores, Time = Clock.GetUtcNow() };
}
