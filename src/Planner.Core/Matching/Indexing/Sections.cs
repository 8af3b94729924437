using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Planner.Matching.Indexing;

/// <summary>Reads the sections of a segment, in memory or from a file that the system maps, so that opening it reads nothing yet.</summary>
internal sealed unsafe class Sections
{
    /// <summary>The end of every segment: the table's place, then this.</summary>
    public const ulong Magic = 0x3158_444e_4952_4c50;

    private readonly byte[]? _bytes;
    private readonly SafeBuffer? _mapped;
    private readonly SafeFileHandle? _file;
    private readonly byte* _start;
    private readonly (long Offset, long Length)[] _table;

    /// <summary>Over bytes in memory.</summary>
    public Sections(byte[] bytes)
    {
        _bytes = bytes;
        _table = Table(bytes.LongLength);
    }

    /// <summary>Over a file.</summary>
    /// <exception cref="InvalidDataException">It is no segment, or was cut short.</exception>
    public Sections(string path)
    {
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.RandomAccess);
        var length = RandomAccess.GetLength(_file);
        using var file = MemoryMappedFile.CreateFromFile(_file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _mapped = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read).SafeMemoryMappedViewHandle;

        // Never given back by hand: a search may still read while the index has moved on. The handles' finalizers do.
        _mapped.AcquirePointer(ref _start);
        _table = Table(length);
    }

    /// <summary>All of a section.</summary>
    public ReadOnlySpan<T> Get<T>(int section)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Slice(_table[section].Offset, checked((int)_table[section].Length)));

    /// <summary>A part of a section, in bytes.</summary>
    public ReadOnlySpan<byte> Get(int section, long start, int length) => Slice(_table[section].Offset + start, length);

    /// <summary>
    /// A copy of a part of a section, in bytes. From a file it is read, not mapped: of what is seldom needed and spread widely, as cards are, every byte
    /// would bring the pages around it into this process's memory, to stay.
    /// </summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    public byte[] Read(int section, long start, int length)
    {
        if (_file is null)
        {
            return Get(section, start, length).ToArray();
        }

        var (bytes, read) = (new byte[length], 0);
        while (read < length)
        {
            var more = RandomAccess.Read(_file, bytes.AsSpan(read), _table[section].Offset + start + read);
            read += more > 0 ? more : throw new EndOfStreamException("an index segment was cut short while it was read");
        }

        return bytes;
    }

    private ReadOnlySpan<byte> Slice(long offset, int length) =>
        _bytes is not null ? _bytes.AsSpan((int)offset, length) : new ReadOnlySpan<byte>(_start + offset, length);

    private (long, long)[] Table(long length)
    {
        if (length < 24 || MemoryMarshal.Read<ulong>(Slice(length - 8, 8)) != Magic)
        {
            throw new InvalidDataException("it is no index segment, or was cut short");
        }

        var at = MemoryMarshal.Read<long>(Slice(length - 16, 8));
        var count = (int)((length - 16 - at) / 16);
        var numbers = MemoryMarshal.Cast<byte, long>(Slice(at, count * 16));
        var table = new (long, long)[count];
        for (var i = 0; i < count; i++)
        {
            table[i] = (numbers[2 * i], numbers[(2 * i) + 1]);
        }

        return table;
    }
}
