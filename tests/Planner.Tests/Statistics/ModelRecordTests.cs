using Planner.Statistics;

namespace Planner.Tests.Statistics;

public sealed class ModelRecordTests
{
    private static readonly StatisticsOptions Options = new();

    [Fact]
    public void Success_NothingKnown_IsThePrior() => new ModelRecord().Success(Options).ShouldBe(Options.PriorSuccess);

    [Fact]
    public void Success_OneLuckyCall_DoesNotBeatALongRecord() =>
        new ModelRecord { Calls = 1, Checked = 1 }.Success(Options).ShouldBeLessThan(new ModelRecord { Calls = 100, Checked = 98 }.Success(Options));

    [Fact]
    public void Success_BadRatings_OutweighThousandsOfChecks()
    {
        var praised = new ModelRecord { Calls = 10, Checked = 10, Good = 6 }.Success(Options);
        var blamed = new ModelRecord { Calls = 10_000, Checked = 10_000, Bad = 6 }.Success(Options);

        // (1 - 6/9) · (10009/10010) + 6/9 · (0 + 3 · 0.9) / 9
        blamed.ShouldBe((3.0 / 9 * 10009 / 10010) + (6.0 / 9 * 2.7 / 9), 1e-9);
        praised.ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void Measured_FewSamples_StaysNearThePrior()
    {
        new ModelRecord().Measured(Options).ShouldBe(0.5);
        new ModelRecord { Quality = 1, Samples = 2 }.Measured(Options).ShouldBeLessThan(0.6);
        new ModelRecord { Quality = 0.9, Samples = 200 }.Measured(Options).ShouldBe(0.88, 0.01);
    }
}
