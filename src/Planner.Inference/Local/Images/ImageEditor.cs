using System.Globalization;
using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Inference.Local.Programs;
using Planner.Values;

namespace Planner.Inference.Local.Images;

/// <summary>Carries operations out with ImageMagick and checks what came of it.</summary>
internal sealed class ImageEditor(ProcessRunner programs, ArtifactStore store, IOptions<LocalEngineOptions> options)
{
    /// <summary>The instruction in the slot <c>text</c>.</summary>
    public Task<TextValue> TextAsync(InferenceRequest request, CancellationToken cancellationToken) =>
        SlotValues.TextAsync(request, "text", store, cancellationToken);

    /// <summary>The edited picture. A moving GIF and a TIFF of many pages keep all of theirs, unless they become another format: then the first.</summary>
    /// <exception cref="EngineException">It can't be read or edited, or nothing is left of it.</exception>
    public async Task<ArtifactValue> EditAsync(Artifact image, IReadOnlyList<ImageOperation> operations, CancellationToken cancellationToken)
    {
        var format = ImageMagick.Format(image.MediaType)
            ?? throw EngineException.BadInput($"'{image.Name}' is {image.MediaType}, which is not edited.", "Save it as PNG, JPEG, GIF, WebP, BMP or TIFF.");
        var (width, height) = await SizeAsync(image, format, cancellationToken);
        var canvas = new ImageCanvas(width, height, format);
        foreach (var operation in operations)
        {
            operation.Apply(canvas);
            if (canvas.MostPixels > options.Value.MaxPixels)
            {
                throw EngineException.BadInput(
                    $"'{image.Name}' would become {canvas.Width}×{canvas.Height} pixels; at most {options.Value.MaxPixels:N0} are made.",
                    "Ask for a smaller picture, or raise Planner:Local:MaxPixels.");
            }
        }

        using var folder = ScratchFolder.Create();
        var isMoving = format == "gif" && canvas.Format == "gif";
        var input = $"{format}:{store.PathOf(image)}";
        string[] opaque = canvas.Format is "jpeg" or "bmp" ? ["-background", "white", "-alpha", "remove"] : [];
        var call = await ImageMagick.CallAsync(
            folder,
            [
                isMoving || (format == "tiff" && canvas.Format == "tiff") ? input : input + "[0]", .. isMoving ? (string[])["-coalesce"] : [], "-auto-orient", .. canvas.Arguments, .. opaque,
                // The first writes the picture, the second tells what became of it.
                "-write", $"{canvas.Format}:{folder.File("edited")}", "-format", "%w %h %[standard-deviation]\n", "info:-",
            ],
            cancellationToken);
        var result = await programs.RunAsync(call, cancellationToken);
        if (!result.Succeeded || !File.Exists(folder.File("edited")))
        {
            throw new EngineException(result.Succeeded
                ? new StepError(StepErrorKind.Model, $"ImageMagick wrote nothing for '{image.Name}'.")
                : result.ToError($"editing '{image.Name}'", ImageMagick.Package));
        }

        // ImageMagick's edges of a picture without any are white all over.
        var isBlank = IsBlank(result.Text);
        if (isBlank && operations.Contains(DetailRules.Canny))
        {
            throw EngineException.BadInput($"'{image.Name}' shows no edges.", "Send a picture with something to see.");
        }

        if (isBlank && !await IsBlankAsync(image, format, cancellationToken))
        {
            throw EngineException.Model(
                $"Of '{image.Name}' nothing was left but one colour ({string.Join(", ", operations.Select(operation => operation.Name))}).", "Ask for less of it.");
        }

        var name = $"{Path.GetFileNameWithoutExtension(image.Name)}-{string.Join('-', operations.Select(operation => operation.Name).Distinct().Take(4))}";
        var stored = await store.PutFileAsync(folder.File("edited"), $"{name}.{(canvas.Format == "jpeg" ? "jpg" : canvas.Format)}", cancellationToken);
        return new ArtifactValue(stored) { Sources = [new ValueSource { ArtifactId = image.Id, Name = image.Name }] };
    }

    private async Task<(int Width, int Height)> SizeAsync(Artifact image, string format, CancellationToken cancellationToken)
    {
        var lines = (await TellAsync(image, $"{format}:{store.PathOf(image)}", ["-ping", "-format", "%w %h %[orientation]\n"], cancellationToken))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToArray();
        var sizes = lines.Select(line => (Width: int.Parse(line[0], CultureInfo.InvariantCulture), Height: int.Parse(line[1], CultureInfo.InvariantCulture))).ToArray();
        if (sizes.Sum(size => (long)size.Width * size.Height) > options.Value.MaxPixels)
        {
            throw EngineException.BadInput(
                $"'{image.Name}' has more than {options.Value.MaxPixels:N0} pixels.", "Send a smaller image, or raise Planner:Local:MaxPixels.");
        }

        var isOnItsSide = lines[0][2] is "LeftTop" or "RightTop" or "RightBottom" or "LeftBottom";
        return isOnItsSide ? (sizes[0].Height, sizes[0].Width) : sizes[0];
    }

    private async Task<bool> IsBlankAsync(Artifact image, string format, CancellationToken cancellationToken) =>
        IsBlank(await TellAsync(image, $"{format}:{store.PathOf(image)}[0]", ["-format", "%w %h %[standard-deviation]\n"], cancellationToken));

    // ImageMagick gives it in levels of 65535; what compression leaves of one colour stays below.
    private static bool IsBlank(string told) =>
        told.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .All(line => double.TryParse(line.Split(' ').Last(), NumberStyles.Float, CultureInfo.InvariantCulture, out var deviation) && deviation < 20);

    private async Task<string> TellAsync(Artifact image, string input, string[] settings, CancellationToken cancellationToken)
    {
        using var folder = ScratchFolder.Create();
        string[] arguments = settings[0] == "-ping" ? ["-ping", input, .. settings[1..], "info:-"] : [input, .. settings, "info:-"];
        var result = await programs.RunAsync(await ImageMagick.CallAsync(folder, arguments, cancellationToken), cancellationToken);
        return result switch
        {
            { Succeeded: true, Output.Length: > 0 } => result.Text,
            { Outcome: ProgramOutcome.Exited } => throw EngineException.BadInput(
                $"'{image.Name}' can't be read as an image: it is damaged or not what its ending says.", "Save it again as PNG or JPEG."),
            _ => throw new EngineException(result.ToError($"reading '{image.Name}'", ImageMagick.Package)),
        };
    }
}
