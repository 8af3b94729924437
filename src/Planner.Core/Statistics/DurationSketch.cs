namespace Planner.Statistics;

/// <summary>
/// Durations by how long they took, in little room: a histogram whose bounds grow by a constant factor, so that any quantile is right to within
/// <see cref="Accuracy"/> of its value, and two sketches add up to that of all their durations (C. Masson, J. E. Rim, H. K. Lee: DDSketch, VLDB 2019).
/// From 0.1 ms to a day; what is outside counts as the nearest. At most 1030 buckets, of which only those that hold something are kept.
/// </summary>
public sealed class DurationSketch
{
    /// <summary>How far a quantile may be from the true one, as a share of it.</summary>
    public const double Accuracy = 0.01;

    private const double Growth = (1 + Accuracy) / (1 - Accuracy);
    private const double Least = 1e-4;
    private const double Most = 86_400;
    private static readonly double LogGrowth = Math.Log(Growth);
    private readonly SortedDictionary<int, long> _counts = [];

    /// <summary>How many durations it has.</summary>
    public long Count { get; private set; }

    /// <summary>Takes in one duration, in seconds.</summary>
    public void Add(double seconds) => Add(Bucket(seconds), 1);

    /// <summary>Takes in all durations of another sketch.</summary>
    public void Add(DurationSketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (bucket, count) in other._counts)
        {
            Add(bucket, count);
        }
    }

    /// <summary>The duration in seconds that a share of all does not exceed; null when there is none.</summary>
    /// <param name="share">0.95 for the 95th percentile.</param>
    public double? Quantile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        foreach (var (bucket, count) in _counts)
        {
            rank -= count;
            if (rank <= 0)
            {
                // The middle of the bucket, from which both its bounds are equally far in proportion.
                return 2 * Math.Pow(Growth, bucket) / (Growth + 1);
            }
        }

        return null;
    }

    /// <summary>The sketch as bytes: for each bucket the distance to the one before it and the count, both as numbers of 7 bits a byte.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        var before = Bucket(0);
        foreach (var (bucket, count) in _counts)
        {
            writer.Write7BitEncodedInt(bucket - before);
            writer.Write7BitEncodedInt64(count);
            before = bucket;
        }

        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>The sketch that <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are none.</exception>
    public static DurationSketch FromBytes(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var sketch = new DurationSketch();
        using var stream = new MemoryStream(bytes, writable: false);
        using var reader = new BinaryReader(stream);
        var bucket = Bucket(0);
        try
        {
            while (stream.Position < stream.Length)
            {
                bucket += reader.Read7BitEncodedInt();
                sketch.Add(bucket, reader.Read7BitEncodedInt64());
            }
        }
        catch (EndOfStreamException exception)
        {
            throw new FormatException("These bytes are no sketch of durations: they break off.", exception);
        }

        return sketch;
    }

    private static int Bucket(double seconds) => (int)Math.Ceiling(Math.Log(Math.Clamp(double.IsNaN(seconds) ? 0 : seconds, Least, Most)) / LogGrowth);

    private void Add(int bucket, long count)
    {
        _counts[bucket] = _counts.GetValueOrDefault(bucket) + count;
        Count += count;
    }
}
