namespace Planner.Planning.Lexical;

/// <summary>
/// Learns the weights of <see cref="WishClassifier"/> by stochastic gradient descent with a step of its own for each feature (AdaGrad,
/// J. Duchi, E. Hazan and Y. Singer, JMLR 12, 2011). The same examples give the same weights.
/// </summary>
internal static class WishTrainer
{
    // Chosen by cross-validation on the phrases; twice or half of each changes little.
    private const int Rounds = 25;
    private const float Rate = 0.5f;
    private const float Shrink = 1e-6f;
    private const float BiasRate = 0.01f;

    // A feature that says less than this share of what the most telling one says is left out.
    private const float Slight = 0.1f;

    // Below this slope (squared) an example teaches nothing more.
    private const float Learnt = 1e-4f;

    /// <summary>Learns from examples.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="origin">What they were made of, see <see cref="WishClassifier.Origin"/>.</param>
    public static WishClassifier Train(IReadOnlyList<WishExample> examples, string origin)
    {
        string[] tasks = [.. examples.Select(example => example.Task).Distinct().Order(StringComparer.Ordinal)];
        var classes = tasks.Select((task, index) => (task, index)).ToDictionary(pair => pair.task, pair => pair.index, StringComparer.Ordinal);
        var known = new Dictionary<uint, Row>();
        var rows = examples.Select(example => example.Features.Select(feature => RowOf(known, feature, tasks.Length)).ToArray()).ToArray();
        var bias = new float[tasks.Length];
        var errors = new float[tasks.Length];
        var order = Enumerable.Range(0, rows.Length).ToArray();
        var random = new Random(1);
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(order);
            foreach (var at in order)
            {
                var length = 1 / MathF.Sqrt(Math.Max(1, rows[at].Length));
                var slope = Errors(rows[at], bias, length, classes[examples[at].Task], examples[at].Weight, errors);
                if (slope < Learnt)
                {
                    continue;
                }

                foreach (var row in rows[at])
                {
                    row.Slopes += slope * length * length;
                    Step(row.Weights, errors, Rate * length / MathF.Sqrt(row.Slopes + 0.01f));
                }

                for (var i = 0; i < bias.Length; i++)
                {
                    bias[i] -= BiasRate * errors[i];
                }
            }
        }

        var most = known.Values.SelectMany(row => row.Weights).Max(Math.Abs);
        return WishClassifier.Of(
            origin,
            tasks,
            known.Where(pair => pair.Value.Weights.Max(Math.Abs) >= Slight * most).ToDictionary(pair => pair.Key, pair => pair.Value.Weights),
            bias);
    }

    // Probability minus truth for each task; the sum of their squares.
    private static float Errors(Row[] rows, float[] bias, float length, int truth, float weight, float[] errors)
    {
        bias.CopyTo(errors, 0);
        foreach (var row in rows)
        {
            for (var i = 0; i < errors.Length; i++)
            {
                errors[i] += length * row.Weights[i];
            }
        }

        var most = errors.Max();
        var total = 0f;
        for (var i = 0; i < errors.Length; i++)
        {
            total += errors[i] = MathF.Exp(errors[i] - most);
        }

        var slope = 0f;
        for (var i = 0; i < errors.Length; i++)
        {
            errors[i] = weight * ((errors[i] / total) - (i == truth ? 1 : 0));
            slope += errors[i] * errors[i];
        }

        return slope;
    }

    private static void Step(float[] weights, float[] errors, float rate)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] -= (rate * errors[i]) + (Rate * Shrink * weights[i]);
        }
    }

    private static Row RowOf(Dictionary<uint, Row> known, uint feature, int length)
    {
        if (!known.TryGetValue(feature, out var row))
        {
            known[feature] = row = new Row(new float[length]);
        }

        return row;
    }

    // A feature's weight for each task, and the squares of its slopes so far.
    private sealed class Row(float[] weights)
    {
        public float[] Weights => weights;

        public float Slopes { get; set; }
    }
}
