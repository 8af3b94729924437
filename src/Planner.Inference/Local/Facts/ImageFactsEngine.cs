using System.Globalization;
using Planner.Artifacts;
using Planner.Inference.Local.Images;
using Planner.Inference.Local.Ocr;
using Planner.Inference.Local.Programs;

namespace Planner.Inference.Local.Facts;

/// <summary>Tells a picture's size, format, colours, what the camera noted, and the text that tesseract finds.</summary>
internal sealed class ImageFactsEngine(ProcessRunner programs, DocumentReader reader, ArtifactStore store)
    : FactsEngine("local/image-facts", "visual-question-answering", ("image", "question"), FactGrammar.Image, store)
{
    // Enough for shares to a percent.
    private const string Sample = "128x128>";

    private const int MostColours = 6;

    private readonly ArtifactStore _store = store;

    /// <inheritdoc/>
    protected override string Abilities =>
        "It can tell: size in pixels, orientation, format, file size, main colours, transparency, camera, when and where it was taken, exposure, printed text.";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Packages => [ImageMagick.Package];

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Missing() => ImageMagick.Program is null ? [ImageMagick.Package] : [];

    /// <inheritdoc/>
    protected override async Task FillAsync(FactSheet sheet, Artifact file, InferenceRequest request, CancellationToken cancellationToken)
    {
        var format = ImageMagick.Format(file.MediaType)
            ?? throw EngineException.BadInput($"'{file.Name}' is {file.MediaType}, which is not read here.", "Save it as PNG, JPEG, GIF, WebP, BMP or TIFF.");
        var input = $"{format}:{_store.PathOf(file)}[0]";
        var told = await TellAsync(file, ["-ping", input, "-format", "%w %h %[orientation]\n%[EXIF:*]", "info:-"], cancellationToken);
        var lines = told.Text.Split('\n');
        var first = lines[0].Split(' ');
        var (width, height) = (int.Parse(first[0], CultureInfo.InvariantCulture), int.Parse(first[1], CultureInfo.InvariantCulture));
        if (first[2] is "LeftTop" or "RightTop" or "RightBottom" or "LeftBottom")
        {
            (width, height) = (height, width);
        }

        sheet.Add(Fact.Size, sheet.Pixels(width, height));
        sheet.Add(Fact.Orientation, sheet.Orientation(width, height));
        sheet.Add(Fact.Format, format == "webp" ? "WebP" : format.ToUpperInvariant());
        sheet.Add(Fact.Bytes, sheet.Bytes(file.Size));
        if (sheet.Wants(Fact.Colours) || sheet.Wants(Fact.Transparency))
        {
            var pixels = await TellAsync(file, [input, "-sample", Sample, "-colorspace", "sRGB", "-depth", "8", "rgba:-"], cancellationToken);
            var colours = ColourShares.Of(pixels.Output);
            sheet.Add(Fact.Colours, colours.Count == 0 ? null : string.Join(", ", colours.Where(colour => colour.Share >= 0.02).Take(MostColours)
                .Select(colour => $"{sheet.Say(colour.Name.English, colour.Name.Russian)} ({colour.Hex}) {sheet.Number(100 * colour.Share, "0")} %")));
            sheet.Add(Fact.Transparency, ColourShares.IsOpaque(pixels.Output) ? sheet.Say("none", "нет") : sheet.Say("has transparent pixels", "есть прозрачные пиксели"));
        }

        var exif = ExifFacts.Parse(lines[1..]);
        sheet.Add(Fact.Camera, exif.Camera);
        sheet.Add(Fact.Taken, exif.Taken);
        sheet.Add(Fact.Place, exif.Place);
        sheet.Add(Fact.Exposure, exif.Exposure);
        if (sheet.Wants(Fact.Text))
        {
            sheet.Add(Fact.Text, await TextAsync(file, request, cancellationToken));
        }
    }

    // No text, or no tesseract, takes nothing from the other facts.
    private async Task<string?> TextAsync(Artifact file, InferenceRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var text = ProgramFinder.Find(Tesseract.Program) is null ? null : await reader.ReadAsync(file, null, request.Language, null, cancellationToken);
            return text?.Text is { Length: > 0 } read ? $"“{read.ReplaceLineEndings(" ").Trim()}”" : null;
        }
        catch (EngineException)
        {
            return null;
        }
    }

    private async Task<ProgramResult> TellAsync(Artifact image, string[] arguments, CancellationToken cancellationToken)
    {
        using var folder = ScratchFolder.Create();
        var result = await programs.RunAsync(await ImageMagick.CallAsync(folder, arguments, cancellationToken), cancellationToken);
        return result switch
        {
            { Succeeded: true, Output.Length: > 0 } => result,
            { Outcome: ProgramOutcome.Exited } => throw EngineException.BadInput(
                $"'{image.Name}' can't be read as an image: it is damaged or not what its ending says.", "Save it again as PNG or JPEG."),
            _ => throw new EngineException(result.ToError($"reading '{image.Name}'", ImageMagick.Package)),
        };
    }
}
