namespace Planner.Inference.Local.Video;

/// <summary>Which frames of a video are wanted, once its length is known.</summary>
/// <param name="Times">Their times in seconds for a video of so many seconds; <see cref="double.PositiveInfinity"/> is the last frame.</param>
internal sealed record FrameChoice(Func<double, IReadOnlyList<double>> Times)
{
    /// <summary>The last frame.</summary>
    public static FrameChoice Last { get; } = new(_ => [double.PositiveInfinity]);

    /// <summary>Those at given times.</summary>
    public static FrameChoice At(params double[] times) => new(_ => times);

    /// <summary>So many, each in the middle of its share of the video.</summary>
    public static FrameChoice Evenly(int count) => new(seconds => [.. Enumerable.Range(0, count).Select(i => (i + 0.5) * seconds / count)]);

    /// <summary>One every so many seconds, from the beginning.</summary>
    public static FrameChoice Every(double step) => new(seconds =>
        step > 0 ? [.. Enumerable.Range(0, (int)Math.Min(int.MaxValue, Math.Max(1, Math.Ceiling((seconds - 0.01) / step)))).Select(i => i * step)] : [0]);
}
