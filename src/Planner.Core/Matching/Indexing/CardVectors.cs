using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Planner.Matching.Indexing;

/// <summary>
/// Vectors of cards by an <see cref="EmbeddingModel"/>, in a file beside the index: a row a text, appended batch by batch, so that a pass that was interrupted goes on
/// where it stopped. The file remembers its model; with another, it begins anew. Rows are signed bytes with a scale each, and read when they are needed.
/// </summary>
internal sealed class CardVectors : IDisposable
{
    private const string Name = "embeddings.vectors";
    private const uint Magic = 0x3145_4c50;
    private const int HeaderSize = 512;
    private const int RowHead = sizeof(ulong) + sizeof(float);

    private readonly Lock _lock = new();
    private readonly FileStream _file;
    private readonly string _model;
    private readonly Dictionary<ulong, int> _rows = [];

    private CardVectors(FileStream file, string model) => (_file, _model) = (file, model);

    /// <summary>How many numbers a vector has; 0 before the first.</summary>
    public int Dimensions { get; private set; }

    /// <summary>Counts the batches that came; what was found out from rows holds as long as it stays.</summary>
    public int Version { get; private set; }

    /// <summary>Opens or makes the file; null when it can't be written to, as when another process has it.</summary>
    public static CardVectors? Open(string folder, string model)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var vectors = new CardVectors(new FileStream(Path.Combine(folder, Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite), model);
            vectors.Load();
            return vectors;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The row of a text's hash; -1: it has none.</summary>
    public int Row(ulong text)
    {
        lock (_lock)
        {
            return _rows.GetValueOrDefault(text, -1);
        }
    }

    /// <summary>Adds vectors; those of another length than the first are passed over.</summary>
    /// <exception cref="IOException">The file can't be written to.</exception>
    public void Append(IReadOnlyList<(ulong Text, ReadOnlyMemory<float> Vector)> vectors)
    {
        lock (_lock)
        {
            if (Dimensions == 0 && vectors.Count > 0)
            {
                Begin(vectors[0].Vector.Length);
            }

            using var rows = new MemoryStream();
            Span<byte> head = stackalloc byte[RowHead];
            var bytes = new sbyte[Dimensions];
            var unit = new float[Dimensions];
            var count = _rows.Count;
            foreach (var (text, vector) in vectors.Where(pair => pair.Vector.Length == Dimensions && !_rows.ContainsKey(pair.Text)))
            {
                Unit(vector.Span, unit);
                BinaryPrimitives.WriteUInt64LittleEndian(head, text);
                BinaryPrimitives.WriteSingleLittleEndian(head[sizeof(ulong)..], Bytes8.Quantize(unit, bytes));
                rows.Write(head);
                rows.Write(MemoryMarshal.AsBytes<sbyte>(bytes));
                _rows[text] = count++;
            }

            RandomAccess.Write(_file.SafeFileHandle, rows.GetBuffer().AsSpan(0, (int)rows.Length), HeaderSize + ((long)(count - (rows.Length / RowSize)) * RowSize));
            Version++;
        }
    }

    /// <summary>How near some rows are to a query: their cosine, 0 where that is negative or there is no row.</summary>
    public void Nearness(ReadOnlySpan<float> query, ReadOnlySpan<int> rows, Span<float> nearness)
    {
        var unit = new float[Dimensions];
        var bytes = new sbyte[Dimensions];
        Unit(query, unit);
        var scale = Bytes8.Quantize(unit, bytes);
        short[] wide = Array.ConvertAll(bytes, value => (short)value);
        var row = new byte[RowSize];
        for (var i = 0; i < rows.Length; i++)
        {
            nearness[i] = 0;
            if (rows[i] >= 0 && RandomAccess.Read(_file.SafeFileHandle, row, HeaderSize + ((long)rows[i] * RowSize)) == RowSize)
            {
                var own = BinaryPrimitives.ReadSingleLittleEndian(row.AsSpan(sizeof(ulong)));
                nearness[i] = Math.Max(0, Bytes8.Dot(MemoryMarshal.Cast<byte, sbyte>(row.AsSpan(RowHead)), wide) * own * scale);
            }
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private int RowSize => RowHead + Dimensions;

    private static void Unit(ReadOnlySpan<float> vector, Span<float> unit)
    {
        var length = System.Numerics.Tensors.TensorPrimitives.Norm(vector);
        if (length > 0)
        {
            System.Numerics.Tensors.TensorPrimitives.Divide(vector, length, unit);
        }
        else
        {
            unit.Clear();
        }
    }

    private void Begin(int dimensions)
    {
        Dimensions = dimensions;
        var header = new byte[HeaderSize];
        var name = Encoding.UTF8.GetBytes(_model).AsSpan();
        name = name[..Math.Min(name.Length, HeaderSize - 12)];
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), dimensions);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), name.Length);
        name.CopyTo(header.AsSpan(12));
        _file.SetLength(0);
        RandomAccess.Write(_file.SafeFileHandle, header, 0);
    }

    private void Load()
    {
        var header = new byte[HeaderSize];
        if (RandomAccess.Read(_file.SafeFileHandle, header, 0) != HeaderSize
            || BinaryPrimitives.ReadUInt32LittleEndian(header) != Magic
            || BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8)) is not (>= 0 and <= HeaderSize - 12 and var length)
            || !header.AsSpan(12, length).SequenceEqual(Encoding.UTF8.GetBytes(_model).AsSpan(0, Math.Min(Encoding.UTF8.GetByteCount(_model), HeaderSize - 12)))
            || BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(4)) is not (> 0 and <= 65_536 and var dimensions))
        {
            _file.SetLength(0);
            return;
        }

        Dimensions = dimensions;

        // What a kill left of a batch in the middle of a row is written over.
        var count = (int)((_file.Length - HeaderSize) / RowSize);
        const int Rows = 4096;
        var piece = new byte[Rows * RowSize];
        for (var at = 0; at < count; at += Rows)
        {
            var read = RandomAccess.Read(_file.SafeFileHandle, piece.AsSpan(0, Math.Min(Rows, count - at) * RowSize), HeaderSize + ((long)at * RowSize));
            for (var row = 0; row < read / RowSize; row++)
            {
                _rows.TryAdd(BinaryPrimitives.ReadUInt64LittleEndian(piece.AsSpan(row * RowSize)), at + row);
            }
        }
    }
}
