using System.Globalization;
using System.Text;
using Planner.Values;

namespace Planner.Inference.Local.Ocr;

/// <summary>An image of one channel, 8 bits a pixel, 0 black.</summary>
internal sealed class GrayImage(int width, int height, byte[] pixels)
{
    private const int Tile = 64;

    // What even paper is brought to, and the darkest that is taken for paper: below it a tile is a black picture, not a shadow.
    private const double White = 240;
    private const double DarkestPaper = 40;

    /// <summary>In pixels.</summary>
    public int Width => width;

    /// <summary>In pixels.</summary>
    public int Height => height;

    /// <summary>A pixel.</summary>
    public byte this[int x, int y] => pixels[(y * width) + x];

    /// <summary>Reads a binary PGM with 8 bits a pixel (netpbm's format P5), or returns null.</summary>
    public static GrayImage? FromPgm(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith("P5"u8))
        {
            return null;
        }

        var at = 2;
        Span<int> header = stackalloc int[3];
        for (var i = 0; i < header.Length; i++)
        {
            while (at < file.Length && (char.IsWhiteSpace((char)file[at]) || file[at] == '#'))
            {
                at += file[at] == '#' ? Math.Max(file[at..].IndexOf((byte)'\n'), 1) : 1;
            }

            var end = at;
            while (end < file.Length && char.IsAsciiDigit((char)file[end]))
            {
                end++;
            }

            if (!int.TryParse(file[at..end], NumberStyles.None, CultureInfo.InvariantCulture, out header[i]))
            {
                return null;
            }

            at = end;
        }

        at++;
        return header[2] == 255 && (long)header[0] * header[1] is > 0 and var size && file.Length - at >= size
            ? new GrayImage(header[0], header[1], file.Slice(at, (int)size).ToArray())
            : null;
    }

    /// <summary>Whether most of it is dark, as a sign or a screen with light letters is.</summary>
    public bool IsDark => pixels.LongCount(pixel => pixel < 110) > pixels.LongLength * 0.6;

    /// <summary>Whether it shows nothing: all but one in ten thousand pixels are of one brightness, give or take what compression leaves.</summary>
    public bool IsEven
    {
        get
        {
            const int Noise = 4;
            var median = Percentile(0, 0, width, height, 0.5, 1);
            return pixels.LongCount(pixel => Math.Abs(pixel - median) > Noise) * 10_000 <= pixels.LongLength;
        }
    }

    /// <summary>Light for dark.</summary>
    public GrayImage Negative() => new(width, height, Array.ConvertAll(pixels, pixel => (byte)(byte.MaxValue - pixel)));

    /// <summary>As a binary PGM.</summary>
    public byte[] ToPgm() => [.. Encoding.ASCII.GetBytes(FormattableString.Invariant($"P5\n{width} {height}\n255\n")), .. pixels];

    /// <summary>
    /// Turned about its middle, on a canvas that holds all of it, so that what fell to the right by <paramref name="radians"/> lies level.
    /// </summary>
    public GrayImage Level(double radians)
    {
        var (sin, cos) = Math.SinCos(radians);
        var (outWidth, outHeight) = LevelSize(radians);
        var turned = new byte[outWidth * outHeight];
        var paper = Paper;
        for (var y = 0; y < outHeight; y++)
        {
            var v = y - ((outHeight - 1) / 2.0);
            for (var x = 0; x < outWidth; x++)
            {
                var u = x - ((outWidth - 1) / 2.0);
                turned[(y * outWidth) + x] = Between(
                    (u * cos) - (v * sin) + ((width - 1) / 2.0), (u * sin) + (v * cos) + ((height - 1) / 2.0), paper);
            }
        }

        return new GrayImage(outWidth, outHeight, turned);
    }

    /// <summary>A rectangle of the image that <see cref="Level"/> makes, as the smallest one around it in this image.</summary>
    public Box FromLevel(Box box, double radians)
    {
        var (sin, cos) = Math.SinCos(radians);
        var (outWidth, outHeight) = LevelSize(radians);
        double xMin = width, yMin = height, xMax = 0, yMax = 0;
        foreach (var (x, y) in ((int, int)[])[(box.XMin, box.YMin), (box.XMax, box.YMin), (box.XMin, box.YMax), (box.XMax, box.YMax)])
        {
            var u = x - ((outWidth - 1) / 2.0);
            var v = y - ((outHeight - 1) / 2.0);
            var left = (u * cos) - (v * sin) + ((width - 1) / 2.0);
            var top = (u * sin) + (v * cos) + ((height - 1) / 2.0);
            (xMin, xMax) = (Math.Min(xMin, left), Math.Max(xMax, left));
            (yMin, yMax) = (Math.Min(yMin, top), Math.Max(yMax, top));
        }

        return new Box(
            (int)Math.Clamp(Math.Floor(xMin), 0, width), (int)Math.Clamp(Math.Floor(yMin), 0, height),
            (int)Math.Clamp(Math.Ceiling(xMax), 0, width), (int)Math.Clamp(Math.Ceiling(yMax), 0, height));
    }

    /// <summary>Twice as wide and high, interpolated.</summary>
    public GrayImage Double()
    {
        var doubled = new byte[4 * width * height];
        for (var y = 0; y < 2 * height; y++)
        {
            for (var x = 0; x < 2 * width; x++)
            {
                var left = Math.Clamp((x - 0.5) / 2, 0, width - 1);
                var top = Math.Clamp((y - 0.5) / 2, 0, height - 1);
                doubled[(y * 2 * width) + x] = Between(left, top, 255);
            }
        }

        return new GrayImage(2 * width, 2 * height, doubled);
    }

    /// <summary>
    /// Whether the paper is lit unevenly: its brightness (the 90th percentile of a tile) differs by more than a quarter over the page, the
    /// darkest and the brightest twentieth of the tiles left out.
    /// </summary>
    public bool IsUnevenlyLit()
    {
        var tiles = new List<int>();
        for (var y = 0; y + Tile <= height; y += Tile)
        {
            for (var x = 0; x + Tile <= width; x += Tile)
            {
                tiles.Add(Percentile(x, y, Tile, Tile, 0.9, 2));
            }
        }

        tiles.Sort();
        return tiles.Count >= 20 && tiles[tiles.Count / 20] < 0.75 * tiles[tiles.Count - 1 - (tiles.Count / 20)];
    }

    /// <summary>The same picture as if it were lit evenly: each pixel against the brightness of the paper around it.</summary>
    public GrayImage Flatten()
    {
        var (across, down) = ((width + Tile - 1) / Tile, (height + Tile - 1) / Tile);
        var paper = new double[across * down];
        for (var i = 0; i < paper.Length; i++)
        {
            var (x, y) = (i % across * Tile, i / across * Tile);
            paper[i] = Math.Max(Percentile(x, y, Math.Min(Tile, width - x), Math.Min(Tile, height - y), 0.9, 2), DarkestPaper);
        }

        var flat = new byte[pixels.Length];
        for (var y = 0; y < height; y++)
        {
            var top = Math.Clamp(((y + 0.5) / Tile) - 0.5, 0, down - 1);
            var (row, fy) = ((int)top, top - (int)top);
            var below = Math.Min(row + 1, down - 1);
            for (var x = 0; x < width; x++)
            {
                var left = Math.Clamp(((x + 0.5) / Tile) - 0.5, 0, across - 1);
                var (column, fx) = ((int)left, left - (int)left);
                var right = Math.Min(column + 1, across - 1);
                var light = (((paper[(row * across) + column] * (1 - fx)) + (paper[(row * across) + right] * fx)) * (1 - fy))
                    + (((paper[(below * across) + column] * (1 - fx)) + (paper[(below * across) + right] * fx)) * fy);
                flat[(y * width) + x] = (byte)Math.Min(255, this[x, y] * White / light);
            }
        }

        return new GrayImage(width, height, flat);
    }

    private byte Paper => (byte)Percentile(0, 0, width, height, 0.9, 1 + (Math.Max(width, height) / 500));

    private (int Width, int Height) LevelSize(double radians)
    {
        var (sin, cos) = Math.SinCos(Math.Abs(radians));
        return ((int)Math.Ceiling((width * cos) + (height * sin)), (int)Math.Ceiling((width * sin) + (height * cos)));
    }

    private byte Between(double left, double top, byte outside)
    {
        if (left < 0 || top < 0 || left > width - 1 || top > height - 1)
        {
            return outside;
        }

        var (x, y) = ((int)left, (int)top);
        var (right, below) = (Math.Min(x + 1, width - 1), Math.Min(y + 1, height - 1));
        var (fx, fy) = (left - x, top - y);
        var upper = (this[x, y] * (1 - fx)) + (this[right, y] * fx);
        var lower = (this[x, below] * (1 - fx)) + (this[right, below] * fx);
        return (byte)((upper * (1 - fy)) + (lower * fy) + 0.5);
    }

    private int Percentile(int left, int top, int across, int down, double share, int stride)
    {
        Span<int> counts = stackalloc int[256];
        var total = 0;
        for (var y = top; y < top + down; y += stride)
        {
            for (var x = left; x < left + across; x += stride)
            {
                counts[this[x, y]]++;
                total++;
            }
        }

        var level = 0;
        for (var seen = counts[0]; seen < share * total && level < 255; seen += counts[level])
        {
            level++;
        }

        return level;
    }
}
