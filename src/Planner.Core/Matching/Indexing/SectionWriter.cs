using System.Runtime.InteropServices;

namespace Planner.Matching.Indexing;

/// <summary>Writes what <see cref="Sections"/> reads: sections one after the other, each at a multiple of eight, and their table at the end.</summary>
internal sealed class SectionWriter(Stream stream)
{
    private readonly List<long> _table = [];

    /// <summary>Writes a section in one piece.</summary>
    public void Add<T>(ReadOnlySpan<T> items)
        where T : unmanaged
    {
        Begin();
        stream.Write(MemoryMarshal.AsBytes(items));
        End();
    }

    /// <summary>Starts a section that the caller writes to the stream.</summary>
    public void Begin()
    {
        while (stream.Position % 8 != 0)
        {
            stream.WriteByte(0);
        }

        _table.Add(stream.Position);
    }

    /// <summary>Ends it.</summary>
    public void End() => _table.Add(stream.Position - _table[^1]);

    /// <summary>Writes the table.</summary>
    public void Finish()
    {
        while (stream.Position % 8 != 0)
        {
            stream.WriteByte(0);
        }

        var at = stream.Position;
        stream.Write(MemoryMarshal.AsBytes<long>(_table.ToArray()));
        stream.Write(MemoryMarshal.AsBytes<long>([at]));
        stream.Write(MemoryMarshal.AsBytes<ulong>([Sections.Magic]));
    }
}
