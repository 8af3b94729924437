using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Planner.Matching.Indexing;

/// <summary>
/// Vectors of meaning that are learned from the cards themselves, with no weights from elsewhere: latent semantic analysis (S. Deerwester et al.,
/// "Indexing by Latent Semantic Analysis", JASIS 41(6), 1990) over terms and runs of letters weighted (1 + ln tf) · idf. Dimensions are
/// divided by their singular values, so that what nearly all cards share does not drown the rest.
/// </summary>
internal sealed class LearnedVectors
{
    /// <summary>How many dimensions a vector has.</summary>
    public const int Dimensions = 128;

    private const int MostFeatures = 60_000;

    // Of the largest singular value: what is weaker is noise, as when the cards have fewer directions than a vector has dimensions.
    private const float Weak = 0.05f;

    private readonly ulong[] _features;
    private readonly Dictionary<ulong, int> _columns;
    private readonly sbyte[] _rows;
    private readonly float[] _scales;

    private LearnedVectors(ulong[] features, sbyte[] rows, float[] scales)
    {
        (_features, _rows, _scales) = (features, rows, scales);
        _columns = Columns(features);
    }

    /// <summary>Learns from the features of cards.</summary>
    public static LearnedVectors Learn(IEnumerable<IReadOnlyCollection<KeyValuePair<ulong, float>>> cards)
    {
        List<KeyValuePair<ulong, float>[]> sample = [.. cards.Select(card => card.ToArray())];
        var counts = new Dictionary<ulong, int>();
        foreach (var card in sample)
        {
            foreach (var (feature, _) in card)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, feature, out _)++;
            }
        }

        // By count, then by value, so that the same cards give the same vectors whatever the order of a dictionary.
        ulong[] features = [.. counts.Where(pair => pair.Value > 1).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(MostFeatures).Select(pair => pair.Key).Order()];
        var columns = Columns(features);
        float[] rarity = [.. features.Select(feature => MathF.Log((sample.Count + 1f) / (counts[feature] + 0.5f)))];
        var rows = new SparseRows();
        foreach (var card in sample)
        {
            foreach (var (feature, count) in card)
            {
                if (columns.TryGetValue(feature, out var column))
                {
                    rows.Add(column, (1 + MathF.Log(count)) * rarity[column]);
                }
            }

            rows.EndRow();
        }

        var (basis, strengths) = SubspaceIteration.Find(rows, features.Length, Dimensions);
        return Of(features, basis, strengths, rarity);
    }

    /// <summary>Writes into <paramref name="vector"/> the unit vector of weighted features; zeros when none is known.</summary>
    /// <returns>Whether any is known.</returns>
    public bool Embed(IEnumerable<KeyValuePair<ulong, float>> features, Span<float> vector)
    {
        vector.Clear();
        Span<float> row = stackalloc float[Dimensions];
        foreach (var (feature, count) in features)
        {
            if (_columns.TryGetValue(feature, out var index))
            {
                TensorPrimitives.ConvertTruncating<sbyte, float>(_rows.AsSpan(index * Dimensions, Dimensions), row);
                TensorPrimitives.MultiplyAdd(row, _scales[index] * (count >= 1 ? 1 + MathF.Log(count) : count), vector, vector);
            }
        }

        var length = TensorPrimitives.Norm<float>(vector);
        if (length > 0)
        {
            TensorPrimitives.Divide(vector, length, vector);
        }

        return length > 0;
    }

    /// <summary>Writes the table.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_features.Length);
        writer.Write(MemoryMarshal.AsBytes<ulong>(_features));
        writer.Write(MemoryMarshal.AsBytes<float>(_scales));
        writer.Write(MemoryMarshal.AsBytes<sbyte>(_rows));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static LearnedVectors Read(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        var (features, scales, rows) = (new ulong[count], new float[count], new sbyte[count * Dimensions]);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(features.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(scales.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(rows.AsSpan()));
        return new LearnedVectors(features, rows, scales);
    }

    private static Dictionary<ulong, int> Columns(ulong[] features)
    {
        var columns = new Dictionary<ulong, int>(features.Length);
        foreach (var feature in features)
        {
            columns.Add(feature, columns.Count);
        }

        return columns;
    }

    private static LearnedVectors Of(ulong[] features, float[] basis, float[] strengths, float[] rarity)
    {
        var rows = new sbyte[features.Length * Dimensions];
        var scales = new float[features.Length];
        var least = Weak * strengths.Max();
        float[] damping = [.. strengths.Select(strength => strength > least ? 1 / strength : 0)];
        for (var i = 0; i < features.Length; i++)
        {
            var row = basis.AsSpan(i * Dimensions, Dimensions);
            TensorPrimitives.Multiply(row, damping, row);
            scales[i] = rarity[i] * Bytes8.Quantize(row, rows.AsSpan(i * Dimensions, Dimensions));
        }

        return new LearnedVectors(features, rows, scales);
    }
}
