namespace Planner.Evaluation;

/// <summary>A mean over samples, in percent, with its 95 % interval.</summary>
/// <param name="Value">The mean.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public sealed record Percentage(double Value, double Low, double High)
{
    private const int Resamples = 1000;

    // The same interval in every run.
    private const int Seed = 17;

    /// <summary>
    /// The mean of values from 0 to 1, with the percentile bootstrap's interval: B. Efron and R. Tibshirani, "An Introduction to the Bootstrap",
    /// 1993, section 13.3, with 1000 resamples.
    /// </summary>
    public static Percentage Of(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
        {
            return new Percentage(0, 0, 0);
        }

#pragma warning disable CA5394 // No secret depends on it.
        var random = new Random(Seed);
        var means = new double[Resamples];
        for (var i = 0; i < Resamples; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < values.Count; j++)
            {
                sum += values[random.Next(values.Count)];
            }

            means[i] = 100 * sum / values.Count;
        }
#pragma warning restore CA5394

        Array.Sort(means);
        return new Percentage(100 * values.Average(), means[(int)(0.025 * Resamples)], means[(int)(0.975 * Resamples)]);
    }
}
