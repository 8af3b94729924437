namespace Planner.Planning.Lexical;

/// <summary>
/// The probability that a plan has exactly the right tasks: a logistic model of its <see cref="PlanSignals"/>. The weights were fitted by
/// <see cref="Fit"/>; docs/planning.md says on what, and the command.
/// </summary>
internal static class PlanConfidence
{
    // How many plans' worth of evidence the expected weights count for.
    private const double Ridge = 5;
    private const int Rounds = 50;

    // What each signal should do: few requests among those fitted on are guesses, so the weights are drawn to these (a Gaussian prior,
    // ridge) instead of to 0.
    private static readonly double[] Expected = [0, -0.5, 1, -3, -1.5, -0.5, -0.5, -0.5, -0.5];

    /// <summary>The shipped weights, in the order of <see cref="PlanSignals.ToVector"/>.</summary>
    public static IReadOnlyList<double> Weights { get; } = [1.37, -0.94, 1.22, -2.81, -1.02, -0.67, -1.19, -0.56, -0.59];

    /// <summary>The probability, 0 to 1.</summary>
    public static double Of(PlanSignals signals) => Of(signals.ToVector(), Weights);

    /// <summary>The probability by other weights.</summary>
    public static double Of(IReadOnlyList<double> vector, IReadOnlyList<double> weights)
    {
        var sum = 0.0;
        for (var i = 0; i < vector.Count; i++)
        {
            sum += vector[i] * weights[i];
        }

        return 1 / (1 + Math.Exp(-sum));
    }

    /// <summary>The weights that make what was seen most likely (logistic regression by Newton's method).</summary>
    /// <param name="seen">Plans by their signals, and whether each had exactly the right tasks.</param>
    public static double[] Fit(IReadOnlyList<(PlanSignals Signals, bool Right)> seen)
    {
        var weights = new double[PlanSignals.Count];
        var rows = seen.Select(pair => (Vector: pair.Signals.ToVector(), Right: pair.Right ? 1.0 : 0.0)).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            var slope = new double[weights.Length];
            var curve = new double[weights.Length, weights.Length];
            for (var i = 0; i < weights.Length; i++)
            {
                slope[i] = i == 0 ? 0 : -Ridge * (weights[i] - Expected[i]);
                curve[i, i] = i == 0 ? 1e-9 : Ridge;
            }

            foreach (var (vector, right) in rows)
            {
                var p = Of(vector, weights);
                for (var i = 0; i < weights.Length; i++)
                {
                    slope[i] += (right - p) * vector[i];
                    for (var j = 0; j < weights.Length; j++)
                    {
                        curve[i, j] += p * (1 - p) * vector[i] * vector[j];
                    }
                }
            }

            Solve(curve, slope);
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] += slope[i];
            }
        }

        return weights;
    }

    // Gaussian elimination; the matrix is positive definite, so no pivot is 0. The solution replaces the right side.
    private static void Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        for (var k = 0; k < n; k++)
        {
            for (var i = k + 1; i < n; i++)
            {
                var factor = matrix[i, k] / matrix[k, k];
                right[i] -= factor * right[k];
                for (var j = k; j < n; j++)
                {
                    matrix[i, j] -= factor * matrix[k, j];
                }
            }
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < n; j++)
            {
                right[i] -= matrix[i, j] * right[j];
            }

            right[i] /= matrix[i, i];
        }
    }
}
