using Planner.Statistics;

namespace Planner.Tests.Statistics;

public sealed class DurationSketchTests
{
    [Fact]
    public void Quantile_LogNormalTimes_AreRightToOnePercent()
    {
        var random = new Random(7);
        var sketch = new DurationSketch();
        var times = Enumerable.Range(0, 20_000).Select(_ => Math.Exp((Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())) - 1)).ToList();
        times.ForEach(sketch.Add);
        times.Sort();

        foreach (var share in new[] { 0.01, 0.5, 0.95, 0.99, 1 })
        {
            var exact = times[Math.Max(0, (int)Math.Ceiling(share * times.Count) - 1)];
            sketch.Quantile(share)!.Value.ShouldBe(exact, exact * (DurationSketch.Accuracy + 1e-9), $"at {share}");
        }
    }

    [Fact]
    public void Add_OtherSketch_IsTheSketchOfAllTimes()
    {
        var (one, other, both) = (new DurationSketch(), new DurationSketch(), new DurationSketch());
        for (var i = 1; i <= 1000; i++)
        {
            (i % 3 == 0 ? one : other).Add(i / 100.0);
            both.Add(i / 100.0);
        }

        one.Add(other);

        one.Count.ShouldBe(1000);
        one.ToBytes().ShouldBe(both.ToBytes());
    }

    [Fact]
    public void FromBytes_WhatToBytesWrote_IsTheSame()
    {
        var sketch = new DurationSketch();
        foreach (var seconds in new[] { 0, 1e-9, 0.0001, 0.5, 0.5, 12, 1e9, double.NaN, -1 })
        {
            sketch.Add(seconds);
        }

        var read = DurationSketch.FromBytes(sketch.ToBytes());

        read.Count.ShouldBe(9);
        read.Quantile(0.95).ShouldBe(sketch.Quantile(0.95));
        read.Quantile(0).ShouldBe(sketch.Quantile(0));
        new DurationSketch().Quantile(0.5).ShouldBeNull();
        Should.Throw<FormatException>(() => DurationSketch.FromBytes([200]));
    }
}
