using System.Buffers.Binary;
using System.IO.Compression;
using Planner.Inference.Local.Ocr;

namespace Planner.Inference.Local.Images;

/// <summary>
/// Decodes PNG (ISO/IEC 15948), all kinds of colour and depth, interlaced ones aside. BigGustave, the one library of managed code that restores, misreads grey of fewer than 8 bits.
/// </summary>
internal static class PlainPng
{
    private const int SignatureBytes = 8;

    /// <summary>The picture as luma, on white where it can be looked through; null when it is interlaced.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static GrayImage? Decode(ReadOnlySpan<byte> file)
    {
        var (header, palette, clear, data) = (Array.Empty<byte>(), Array.Empty<byte>(), Array.Empty<byte>(), new MemoryStream());
        for (var at = SignatureBytes; at + 8 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            if (length < 0 || at + 12L + length > file.Length)
            {
                throw new InvalidDataException("The picture is cut short.");
            }

            var name = file.Slice(at + 4, 4);
            var content = file.Slice(at + 8, length);
            header = name.SequenceEqual("IHDR"u8) ? content.ToArray() : header;
            palette = name.SequenceEqual("PLTE"u8) ? content.ToArray() : palette;
            clear = name.SequenceEqual("tRNS"u8) ? content.ToArray() : clear;
            if (name.SequenceEqual("IDAT"u8))
            {
                data.Write(content);
            }

            at += 12 + length;
        }

        if (header is not [_, _, _, _, _, _, _, _, var depth, var colour, _, _, var interlaced])
        {
            throw new InvalidDataException("The picture has no header.");
        }

        data.Position = 0;
        return interlaced != 0 ? null : Read(data, BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)), depth, colour, palette, clear);
    }

    private static GrayImage Read(MemoryStream data, int width, int height, int depth, int colour, byte[] palette, byte[] clear)
    {
        var samples = colour switch { 0 or 3 => 1, 4 => 2, 2 => 3, 6 => 4, _ => throw new InvalidDataException("The picture has an unknown kind of colour.") };
        var step = Math.Max(samples * depth / 8, 1);
        var stride = ((width * samples * depth) + 7) / 8;
        using var rows = new ZLibStream(data, CompressionMode.Decompress);
        var pixels = new byte[width * height];
        var (row, above) = (new byte[stride], new byte[stride]);
        for (var y = 0; y < height; y++)
        {
            var filter = rows.ReadByte();
            if (filter < 0)
            {
                throw new InvalidDataException("The picture is cut short.");
            }

            rows.ReadExactly(row);
            Unfilter(filter, row, above, step);
            for (var x = 0; x < width; x++)
            {
                pixels[(y * width) + x] = Luma(row, x, depth, colour, samples, palette, clear);
            }

            (row, above) = (above, row);
        }

        return new GrayImage(width, height, pixels);
    }

    private static void Unfilter(int filter, byte[] row, byte[] above, int step)
    {
        for (var i = 0; i < row.Length; i++)
        {
            int left = i < step ? 0 : row[i - step], up = above[i], corner = i < step ? 0 : above[i - step];
            row[i] += (byte)(filter switch
            {
                0 => 0,
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                4 => Paeth(left, up, corner),
                _ => throw new InvalidDataException("The picture has an unknown filter."),
            });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (toLeft, toUp, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    private static byte Luma(byte[] row, int x, int depth, int colour, int samples, byte[] palette, byte[] clear)
    {
        var first = Sample(row, x * samples, depth);
        if (colour == 3)
        {
            return OnWhite(palette[3 * first], palette[(3 * first) + 1], palette[(3 * first) + 2], first < clear.Length ? clear[first] : 255);
        }

        int At(int offset) => Sample(row, (x * samples) + offset, depth) * 255 / ((1 << depth) - 1);
        return colour switch
        {
            0 => (byte)At(0),
            4 => OnWhite(At(0), At(0), At(0), At(1)),
            2 => OnWhite(At(0), At(1), At(2), 255),
            _ => OnWhite(At(0), At(1), At(2), At(3)),
        };
    }

    private static int Sample(byte[] row, int index, int depth) => depth switch
    {
        8 => row[index],
        16 => (row[2 * index] << 8) | row[(2 * index) + 1],
        _ => (row[index * depth / 8] >> (8 - depth - (index * depth % 8))) & ((1 << depth) - 1),
    };

    // Luma of ITU-R BT.601.
    private static byte OnWhite(int red, int green, int blue, int alpha) => (byte)Math.Round(255 + (((0.299 * red) + (0.587 * green) + (0.114 * blue) - 255) * alpha / 255));
}
