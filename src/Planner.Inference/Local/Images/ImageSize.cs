using MetadataExtractor;
using MetadataExtractor.Formats.Exif;

namespace Planner.Inference.Local.Images;

/// <summary>How large a picture is, by its header alone.</summary>
/// <param name="Width">In pixels, as they are stored.</param>
/// <param name="Height">In pixels, as they are stored.</param>
/// <param name="MayTurn">Whether the camera noted that it is to be turned by a quarter.</param>
internal readonly record struct ImageSize(int Width, int Height, bool MayTurn)
{
    // EXIF's orientations from here on have width and height exchanged (CIPA DC-008, 4.6.4).
    private const int FirstTurned = 5;

    /// <summary>The width as it is shown.</summary>
    public int ShownWidth => MayTurn ? Height : Width;

    /// <summary>The height as it is shown.</summary>
    public int ShownHeight => MayTurn ? Width : Height;

    /// <summary>The size of a file; null for what is no picture, or of a kind whose header is not known here.</summary>
    public static ImageSize? Of(string path)
    {
        try
        {
            var headers = ImageMetadataReader.ReadMetadata(path);
            var turned = headers.OfType<ExifIfd0Directory>().Any(exif => exif.TryGetInt32(ExifDirectoryBase.TagOrientation, out var orientation) && orientation >= FirstTurned);
            return Number(headers, "Image Width") is { } width && Number(headers, "Image Height") is { } height ? new ImageSize(width, height, turned) : null;
        }
        catch (Exception exception) when (exception is ImageProcessingException or IOException)
        {
            return null;
        }
    }

    // The format's own header stands before what a camera wrote of itself.
    private static int? Number(IReadOnlyList<MetadataExtractor.Directory> headers, string name) => headers
        .SelectMany(header => header.Tags.Where(tag => tag.Name == name && header is not ExifDirectoryBase).Select(tag => header.TryGetInt32(tag.Type, out var number) && number > 0 ? number : (int?)null))
        .FirstOrDefault(number => number is not null);
}
