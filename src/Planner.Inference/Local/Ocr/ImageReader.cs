using Planner.Artifacts;

namespace Planner.Inference.Local.Ocr;

/// <summary>
/// Reads the text of a picture: levels it, reads it, and when the reading shows that something is wrong (tiny letters, upside down) reads
/// once more with that mended and keeps the surer reading.
/// </summary>
internal sealed class ImageReader(Tesseract tesseract, ImageDecoder decoder, ArtifactStore store)
{
    // Tesseract loses lines at once when they are turned by more than about two degrees: of the words of a page turned by 4.4 degrees it
    // found 18 in 100, levelled all. Half a degree it does not notice, and turning blurs a little.
    private const double LeastSkew = 0.6 * Math.PI / 180;

    // Mean confidence of pages that stand on their head is below 0.5, of readable ones above 0.8.
    private const double Doubtful = 0.7;

    // In pixels from the top to the bottom of a word. Tesseract wants capitals of 20 and more.
    private const double Tiny = 15;

    private static readonly string[] s_anyWayUp = ["--psm", "1"];

    // Where tesseract looks for no columns it reads tables row by row; narrow columns of numbers it loses otherwise.
    private static readonly string[] s_asOneBlock = ["--psm", "6"];

    /// <summary>Reads an image file; one with several pages gives each.</summary>
    /// <exception cref="EngineException">It can't be read.</exception>
    public async Task<IReadOnlyList<DocumentPage>> ReadAsync(Artifact image, IReadOnlyList<string> inLanguages, CancellationToken cancellationToken)
    {
        if (await decoder.DecodeAsync(image, cancellationToken) is { } pixels && !IsMultiPage(image))
        {
            return [new DocumentPage(null, await ReadAsync(pixels, image.Name, inLanguages, cancellationToken))];
        }

        var path = store.PathOf(image);
        var pages = await tesseract.ReadAsync(path, image.Name, inLanguages, [], cancellationToken);
        if (OcrLanguages.HasOrientation && pages is [var only] && Confidence(only) < Doubtful)
        {
            pages = [Surer(only, (await tesseract.ReadAsync(path, image.Name, inLanguages, s_anyWayUp, cancellationToken)).FirstOrDefault([]))];
        }

        return [.. pages.Select((words, i) => new DocumentPage(pages.Count > 1 ? i + 1 : null, PageLayout.Lines(words)))];
    }

    /// <summary>Reads pixels; boxes are in those pixels, however the picture was turned to be read.</summary>
    /// <exception cref="EngineException">It can't be read.</exception>
    public async Task<IReadOnlyList<PageLine>> ReadAsync(
        GrayImage picture, string name, IReadOnlyList<string> inLanguages, CancellationToken cancellationToken)
    {
        // Of white letters on dark blue, tesseract may see none at all.
        picture = picture.IsDark ? picture.Negative() : picture;
        var skew = SkewEstimator.Estimate(picture);
        var isTurned = Math.Abs(skew) >= LeastSkew;
        // Tesseract takes one threshold for the whole page: of a page half in shadow it found 54 words in 100, evened out all.
        var even = picture.IsUnevenlyLit() ? picture.Flatten() : picture;
        var level = isTurned ? even.Level(skew) : even;

        var words = await tesseract.ReadAsync(level, name, inLanguages, [], cancellationToken);
        if (OcrLanguages.HasOrientation && Confidence(words) < Doubtful)
        {
            words = Surer(words, await tesseract.ReadAsync(level, name, inLanguages, s_anyWayUp, cancellationToken));
        }
        else if (Height(words) < Tiny)
        {
            var larger = await tesseract.ReadAsync(level.Double(), name, inLanguages, [], cancellationToken);
            words = Surer(words, [.. larger.Select(Halve)]);
        }

        if (TableRows.AreTorn(words))
        {
            words = Surer(words, await tesseract.ReadAsync(level, name, inLanguages, s_asOneBlock, cancellationToken));
        }

        return [.. PageLayout.Lines(words).Select(line => isTurned ? line with { Box = picture.FromLevel(line.Box, skew) } : line)];
    }

    private static bool IsMultiPage(Artifact image) => image.MediaType is "image/tiff";

    private static OcrWord Halve(OcrWord word) =>
        word with { Box = new(word.Box.XMin / 2, word.Box.YMin / 2, (word.Box.XMax + 1) / 2, (word.Box.YMax + 1) / 2) };

    private static IReadOnlyList<OcrWord> Surer(IReadOnlyList<OcrWord> one, IReadOnlyList<OcrWord> other) =>
        Sureness(other) > Sureness(one) ? other : one;

    // More words count as well as surer ones: losing lines is the usual way to fail. Guesses count against.
    private static double Sureness(IReadOnlyList<OcrWord> words) => words.Sum(word => (word.Confidence!.Value - 0.5) * word.Text.Length);

    private static double Confidence(IReadOnlyList<OcrWord> words) =>
        words.Count == 0 ? 1 : words.Sum(word => word.Confidence!.Value * word.Text.Length) / words.Sum(word => word.Text.Length);

    private static double Height(IReadOnlyList<OcrWord> words) =>
        words.Count == 0 ? double.MaxValue : words.Select(word => word.Box.YMax - word.Box.YMin).Order().ElementAt(words.Count / 2);
}
