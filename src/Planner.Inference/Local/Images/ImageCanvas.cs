using System.Globalization;

namespace Planner.Inference.Local.Images;

/// <summary>A picture as it will be after the operations so far, and the arguments that make it so.</summary>
/// <param name="width">In pixels, upright.</param>
/// <param name="height">In pixels, upright.</param>
/// <param name="format">ImageMagick's name of the format, such as <c>png</c>.</param>
internal sealed class ImageCanvas(int width, int height, string format)
{
    private readonly List<string> _arguments = [];

    /// <summary>In pixels.</summary>
    public int Width { get; private set; } = width;

    /// <summary>In pixels.</summary>
    public int Height { get; private set; } = height;

    /// <summary>ImageMagick's name of the format that it is written in.</summary>
    public string Format { get; set; } = format;

    /// <summary>For ImageMagick, after the input.</summary>
    public IReadOnlyList<string> Arguments => _arguments;

    /// <summary>The largest that it is on the way, in pixels.</summary>
    public long MostPixels { get; private set; }

    /// <summary>Adds arguments that leave the size as it is.</summary>
    public void Add(params IEnumerable<string> arguments) => _arguments.AddRange(arguments);

    /// <summary>Adds arguments that change the size.</summary>
    public void Resize(double toWidth, double toHeight, params IEnumerable<string> arguments)
    {
        Width = (int)Math.Clamp(Math.Round(toWidth), 1, int.MaxValue);
        Height = (int)Math.Clamp(Math.Round(toHeight), 1, int.MaxValue);
        MostPixels = Math.Max(MostPixels, (long)Width * Height);
        Add(arguments);
    }

    /// <summary>Scales to exactly this size.</summary>
    public void Scale(double toWidth, double toHeight)
    {
        Resize(toWidth, toHeight);
        Add("-filter", "Lanczos", "-resize", Invariant($"{Width}x{Height}!"));
    }

    /// <summary>Cuts out a rectangle.</summary>
    /// <exception cref="EngineException">It is larger than the picture.</exception>
    public void Crop(int toWidth, int toHeight, string gravity)
    {
        if (toWidth > Width || toHeight > Height || toWidth < 1 || toHeight < 1)
        {
            throw EngineException.BadInput(
                Invariant($"A part of {toWidth}×{toHeight} pixels can't be cut out of a picture of {Width}×{Height}."), "Ask for a smaller part.");
        }

        Resize(toWidth, toHeight, "-gravity", gravity, "-crop", Invariant($"{toWidth}x{toHeight}+0+0"), "+repage", "+gravity");
    }

    /// <summary>Formats for a program: with a point in numbers.</summary>
    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
