using System.Numerics.Tensors;

namespace Planner.Matching.Indexing;

/// <summary>
/// The space of the largest singular values of a sparse matrix, by block power ("subspace") iteration from a random start: N. Halko, P.
/// Martinsson, J. Tropp, "Finding Structure with Randomness", SIAM Review 53(2), 2011, algorithm 4.4. Columns are made orthonormal by Cholesky
/// QR, which is little else than products of rows.
/// </summary>
internal static class SubspaceIteration
{
    // The source finds one or two enough for spectra that fall slowly, as those of term matrices do.
    private const int Rounds = 2;

    // The same space in every build of the same catalog.
    private const int Seed = 11;

    // Against a singular Gram matrix when there are fewer directions than asked for; relative to its trace.
    private const double Ridge = 1e-13;

    /// <summary>Finds the space.</summary>
    /// <param name="rows">Documents by terms.</param>
    /// <param name="columns">How many terms there are.</param>
    /// <param name="rank">How many dimensions are wanted.</param>
    /// <returns>For each term its <paramref name="rank"/> coordinates, term after term, and for each dimension about its singular value.</returns>
    public static (float[] Basis, float[] Strengths) Find(SparseRows rows, int columns, int rank)
    {
        var basis = Start(columns, rank);
        OrthonormalizeTwice(basis, rank);
        var strengths = new float[rank];
        for (var round = 0; round <= Rounds; round++)
        {
            basis = Apply(rows, basis, rank);
            var sizes = OrthonormalizeTwice(basis, rank);

            // One round multiplies a dimension by its eigenvalue, the square of the singular value.
            strengths = [.. sizes.Select(size => (float)Math.Sqrt(Math.Max(size, 0)))];
        }

        return (basis, strengths);
    }

    private static float[] Start(int columns, int rank)
    {
#pragma warning disable CA5394 // No secret depends on it.
        var random = new Random(Seed);
        var basis = new float[(long)columns * rank];
        for (var i = 0; i < basis.Length; i++)
        {
            basis[i] = random.NextSingle() - 0.5f;
        }
#pragma warning restore CA5394

        return basis;
    }

    // transpose(A) · A · basis, a row of A at a time.
    private static float[] Apply(SparseRows rows, float[] basis, int rank)
    {
        var product = new float[basis.Length];
        Span<float> projected = new float[rank];
        for (var row = 0; row < rows.Count; row++)
        {
            var columns = rows.Columns(row);
            var values = rows.Values(row);
            projected.Clear();
            for (var i = 0; i < columns.Length; i++)
            {
                TensorPrimitives.MultiplyAdd(basis.AsSpan(columns[i] * rank, rank), values[i], projected, projected);
            }

            for (var i = 0; i < columns.Length; i++)
            {
                var target = product.AsSpan(columns[i] * rank, rank);
                TensorPrimitives.MultiplyAdd(projected, values[i], target, target);
            }
        }

        return product;
    }

    // Once leaves weak columns full of rounding noise of strong ones; of what is nearly orthonormal already, the second pass makes a clean job
    // (Y. Yamamoto et al., "Roundoff Error Analysis of the CholeskyQR2 Algorithm", ETNA 44, 2015).
    private static double[] OrthonormalizeTwice(float[] basis, int rank)
    {
        var first = Orthonormalize(basis, rank);
        return [.. first.Zip(Orthonormalize(basis, rank), (a, b) => a * b)];
    }

    /// <summary>Makes the columns orthonormal in place and returns how long each was after its predecessors were taken out.</summary>
    private static double[] Orthonormalize(float[] basis, int rank)
    {
        var gram = Gram(basis, rank);
        var trace = Enumerable.Range(0, rank).Sum(i => gram[(i * rank) + i]);
        for (var i = 0; i < rank; i++)
        {
            gram[(i * rank) + i] += (Ridge * trace) + double.Epsilon;
        }

        var lower = Cholesky(gram, rank);
        var inverse = Inverse(lower, rank);

        // Each row times the transposed inverse.
        var transposed = new float[rank * rank];
        for (var i = 0; i < rank; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                transposed[(j * rank) + i] = (float)inverse[(i * rank) + j];
            }
        }

        Span<float> made = new float[rank];
        for (var start = 0; start < basis.Length; start += rank)
        {
            var row = basis.AsSpan(start, rank);
            made.Clear();
            for (var j = 0; j < rank; j++)
            {
                TensorPrimitives.MultiplyAdd(transposed.AsSpan((j * rank) + j, rank - j), row[j], made[j..], made[j..]);
            }

            made.CopyTo(row);
        }

        return [.. Enumerable.Range(0, rank).Select(i => lower[(i * rank) + i])];
    }

    // In double precision: the weak directions are differences of large numbers, and single precision would fill them with noise of the strong ones.
    private static double[] Gram(float[] basis, int rank)
    {
        var gram = new double[rank * rank];
        Span<double> row = new double[rank];
        for (var at = 0; at < basis.Length; at += rank)
        {
            TensorPrimitives.ConvertTruncating<float, double>(basis.AsSpan(at, rank), row);
            for (var i = 0; i < rank; i++)
            {
                var target = gram.AsSpan(i * rank, i + 1);
                TensorPrimitives.MultiplyAdd(row[..(i + 1)], row[i], target, target);
            }
        }

        return gram;
    }

    private static double[] Cholesky(double[] gram, int rank)
    {
        var lower = new double[rank * rank];
        for (var i = 0; i < rank; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = gram[(i * rank) + j] - TensorPrimitives.Dot(lower.AsSpan(i * rank, j), lower.AsSpan(j * rank, j));
                lower[(i * rank) + j] = i == j ? Math.Sqrt(Math.Max(sum, double.Epsilon)) : sum / lower[(j * rank) + j];
            }
        }

        return lower;
    }

    private static double[] Inverse(double[] lower, int rank)
    {
        var inverse = new double[rank * rank];
        for (var i = 0; i < rank; i++)
        {
            inverse[(i * rank) + i] = 1 / lower[(i * rank) + i];
            for (var j = 0; j < i; j++)
            {
                var sum = 0.0;
                for (var k = j; k < i; k++)
                {
                    sum += lower[(i * rank) + k] * inverse[(k * rank) + j];
                }

                inverse[(i * rank) + j] = -sum / lower[(i * rank) + i];
            }
        }

        return inverse;
    }
}
