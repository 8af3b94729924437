using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Planner.Matching.Indexing;

/// <summary>Vectors of signed bytes: a quarter of the memory, and 0.4 % of the length in error.</summary>
internal static class Bytes8
{
    private const float Most = 127;

    /// <summary>Rounds a vector to bytes and returns what one of them is worth; 0 for a vector of zeros.</summary>
    public static float Quantize(ReadOnlySpan<float> vector, Span<sbyte> bytes)
    {
        var largest = TensorPrimitives.MaxMagnitude(vector);
        var scale = MathF.Abs(largest) / Most;
        if (scale == 0)
        {
            bytes.Clear();
            return 0;
        }

        for (var i = 0; i < vector.Length; i++)
        {
            bytes[i] = (sbyte)MathF.Round(vector[i] / scale);
        }

        return scale;
    }

    /// <summary>The inner product; <paramref name="query"/> is bytes, too, widened once for a whole scan.</summary>
    public static int Dot(ReadOnlySpan<sbyte> bytes, ReadOnlySpan<short> query)
    {
        var sum = 0;
        var i = 0;
        if (Avx2.IsSupported && bytes.Length >= Vector128<sbyte>.Count)
        {
            ref var left = ref MemoryMarshal.GetReference(bytes);
            ref var right = ref MemoryMarshal.GetReference(query);
            var sums = Vector256<int>.Zero;
            for (; i + Vector128<sbyte>.Count <= bytes.Length; i += Vector128<sbyte>.Count)
            {
                var wide = Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref left, (nuint)i));
                sums += Avx2.MultiplyAddAdjacent(wide, Vector256.LoadUnsafe(ref right, (nuint)i));
            }

            sum = Vector256.Sum(sums);
        }

        for (; i < bytes.Length; i++)
        {
            sum += bytes[i] * query[i];
        }

        return sum;
    }
}
