using System.IO.Compression;

namespace Planner.Planning.Lexical;

/// <summary>
/// Says how likely a clause asks for each task, by its <see cref="WishFeatures"/>: multinomial logistic regression, trained by
/// <see cref="WishTrainer"/> on the phrases of <c>model-catalog/phrases</c>. One class, <see cref="None"/>, stands for clauses that ask for
/// nothing. <c>Planner.Benchmarks planning wishes</c> makes it anew.
/// </summary>
internal sealed class WishClassifier
{
    /// <summary>The class of clauses that ask for nothing.</summary>
    public const string None = "none";

    private const string Resource = "wishes.bin";
    private const int Most = 127;

    private static readonly Lazy<WishClassifier> Loaded = new(Load);

    private readonly Dictionary<uint, int> _rows;
    private readonly sbyte[] _weights;
    private readonly float[] _bias;
    private readonly float _scale;

    private WishClassifier(string origin, IReadOnlyList<string> tasks, Dictionary<uint, int> rows, sbyte[] weights, float[] bias, float scale) =>
        (Origin, Tasks, _rows, _weights, _bias, _scale) = (origin, tasks, rows, weights, bias, scale);

    /// <summary>The one that is shipped.</summary>
    public static WishClassifier Shipped => Loaded.Value;

    /// <summary>A digest of the phrases that it was trained on: with other phrases it is stale.</summary>
    public string Origin { get; }

    /// <summary>The ids of the tasks that it tells apart, and <see cref="None"/>.</summary>
    public IReadOnlyList<string> Tasks { get; }

    /// <summary>Makes one of weights, a row a feature and a column a task. They are kept in 8 bits.</summary>
    public static WishClassifier Of(string origin, IReadOnlyList<string> tasks, IReadOnlyDictionary<uint, float[]> weights, float[] bias)
    {
        var scale = weights.Values.SelectMany(row => row).Select(Math.Abs).DefaultIfEmpty().Max() / Most;
        var rows = new Dictionary<uint, int>();
        var small = new List<sbyte>();
        foreach (var (feature, row) in weights.OrderBy(pair => pair.Key))
        {
            rows.Add(feature, small.Count);
            small.AddRange(row.Select(weight => (sbyte)MathF.Round(weight / scale)));
        }

        return new WishClassifier(origin, tasks, rows, [.. small], bias, scale);
    }

    /// <summary>The probability of each of <see cref="Tasks"/>.</summary>
    public double[] Probabilities(IReadOnlyList<uint> features)
    {
        var sums = new double[Tasks.Count];
        foreach (var feature in features)
        {
            if (_rows.TryGetValue(feature, out var row))
            {
                for (var i = 0; i < sums.Length; i++)
                {
                    sums[i] += _weights[row + i];
                }
            }
        }

        // A long clause is no surer than a short one.
        var length = _scale / Math.Sqrt(Math.Max(1, features.Count));
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = (sums[i] * length) + _bias[i];
        }

        var most = sums.Max();
        var total = 0.0;
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = Math.Exp(sums[i] - most);
            total += sums[i];
        }

        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] /= total;
        }

        return sums;
    }

    /// <summary>Reads one.</summary>
    public static WishClassifier Read(Stream stream)
    {
        using var reader = new BinaryReader(new BrotliStream(stream, CompressionMode.Decompress, leaveOpen: true));
        var origin = reader.ReadString();
        var tasks = new string[reader.ReadInt32()];
        var bias = new float[tasks.Length];
        for (var i = 0; i < tasks.Length; i++)
        {
            (tasks[i], bias[i]) = (reader.ReadString(), reader.ReadSingle());
        }

        var scale = reader.ReadSingle();
        var count = reader.ReadInt32();
        var rows = new Dictionary<uint, int>(count);
        for (var i = 0; i < count; i++)
        {
            rows.Add(reader.ReadUInt32(), i * tasks.Length);
        }

        var bytes = reader.ReadBytes(count * tasks.Length);
        return new WishClassifier(origin, tasks, rows, Array.ConvertAll(bytes, value => unchecked((sbyte)value)), bias, scale);
    }

    /// <summary>Writes it.</summary>
    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(new BrotliStream(stream, CompressionLevel.SmallestSize, leaveOpen: true));
        writer.Write(Origin);
        writer.Write(Tasks.Count);
        for (var i = 0; i < Tasks.Count; i++)
        {
            writer.Write(Tasks[i]);
            writer.Write(_bias[i]);
        }

        writer.Write(_scale);
        writer.Write(_rows.Count);
        foreach (var feature in _rows.OrderBy(row => row.Value).Select(row => row.Key))
        {
            writer.Write(feature);
        }

        writer.Write(Array.ConvertAll(_weights, value => unchecked((byte)value)));
    }

    private static WishClassifier Load()
    {
        using var stream = typeof(WishClassifier).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource '{Resource}'. Build it anew.");
        return Read(stream);
    }
}
