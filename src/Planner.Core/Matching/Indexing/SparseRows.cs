using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Planner.Matching.Indexing;

/// <summary>A matrix of few entries, row by row: documents by terms.</summary>
internal sealed class SparseRows
{
    private readonly List<int> _starts = [0];
    private readonly List<int> _columns = [];
    private readonly List<float> _values = [];

    /// <summary>How many rows there are.</summary>
    public int Count => _starts.Count - 1;

    /// <summary>Adds an entry to the row that is being made.</summary>
    public void Add(int column, float value)
    {
        _columns.Add(column);
        _values.Add(value);
    }

    /// <summary>Ends the row and scales it to length 1; a row of zeros stays one.</summary>
    public void EndRow()
    {
        var span = CollectionsMarshal.AsSpan(_values)[_starts[^1]..];
        var length = TensorPrimitives.Norm<float>(span);
        if (length > 0)
        {
            TensorPrimitives.Divide(span, length, span);
        }

        _starts.Add(_columns.Count);
    }

    /// <summary>The columns of a row.</summary>
    public ReadOnlySpan<int> Columns(int row) => CollectionsMarshal.AsSpan(_columns)[_starts[row].._starts[row + 1]];

    /// <summary>The values of a row, in the order of its columns.</summary>
    public ReadOnlySpan<float> Values(int row) => CollectionsMarshal.AsSpan(_values)[_starts[row].._starts[row + 1]];
}
