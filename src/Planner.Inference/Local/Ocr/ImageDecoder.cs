using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Inference.Local.Images;
using Planner.Inference.Local.Programs;

namespace Planner.Inference.Local.Ocr;

/// <summary>Turns an image file into pixels with ImageMagick or ffmpeg, where one is installed; pages can then be levelled before they are read.</summary>
internal sealed class ImageDecoder(ProcessRunner programs, ArtifactStore store, IOptions<LocalEngineOptions> options)
{
    /// <summary>Whether a program is there that decodes.</summary>
    public static bool HasProgram => ImageMagick.Program is not null || ProgramFinder.Find("ffmpeg") is not null;

    /// <summary>The picture, without a program; null when it can't be decoded so, which says nothing of the picture.</summary>
    public GrayImage? DecodeAlone(Artifact image) => PlainPicture.Decode(store.PathOf(image), image.MediaType, options.Value.MaxPixels);

    /// <summary>The first picture of the file, upright by its own account of how the camera was held.</summary>
    /// <returns>Null when nothing here decodes it.</returns>
    /// <exception cref="EngineException">The file is damaged or too large.</exception>
    public async Task<GrayImage?> DecodeAsync(Artifact image, CancellationToken cancellationToken)
    {
        if (ImageMagick.Format(image.MediaType) is not { } format || !TryCall($"{format}:{store.PathOf(image)}[0]", store.PathOf(image), out var call))
        {
            return null;
        }

        var result = await programs.RunAsync(call with { OutputLimit = options.Value.MaxPixels + 64 }, cancellationToken);
        return result switch
        {
            { Outcome: ProgramOutcome.OutputTooLarge } => throw EngineException.BadInput(
                $"'{image.Name}' has more than {options.Value.MaxPixels:N0} pixels.", "Send a smaller image, or raise Planner:Local:MaxPixels."),
            { Succeeded: true } => GrayImage.FromPgm(result.Output),
            _ => null,
        };
    }

    private static bool TryCall(string magickPath, string path, [NotNullWhen(true)] out ProgramCall? call)
    {
        call = ImageMagick.Program is { } magick
            ? new ProgramCall(
                magick, [magickPath, "-auto-orient", "-background", "white", "-alpha", "remove", "-colorspace", "Gray", "-depth", "8", "pgm:-"])
            { Environment = new Dictionary<string, string> { ["MAGICK_THREAD_LIMIT"] = "1" } }
            : ProgramFinder.Find("ffmpeg") is not null
                ? new ProgramCall(
                    "ffmpeg",
                    [
                        "-nostdin", "-v", "error", "-protocol_whitelist", "file,pipe", "-i", "file:" + path, "-frames:v", "1", "-pix_fmt", "gray", "-f", "image2pipe",
                        "-c:v", "pgm", "-",
                    ])
                : null;
        return call is not null;
    }
}
