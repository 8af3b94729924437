using System.Globalization;
using System.Xml;
using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Inference.Local.Programs;
using Planner.Values;

namespace Planner.Inference.Local.Ocr;

/// <summary>
/// Reads PDF files with poppler: the text layer where a page has one, the rendered page by OCR where it has none. Boxes are in pixels of
/// the page at 72 dpi, which are PDF's points, for both kinds of page.
/// </summary>
internal sealed class PdfReader(ProcessRunner programs, ImageReader images, ArtifactStore store, IOptions<LocalEngineOptions> options)
{
    /// <summary>The Debian package of pdfinfo, pdftotext and pdftoppm.</summary>
    public const string Package = "poppler-utils";

    private const double PointsPerInch = 72;

    /// <summary>Reads all pages.</summary>
    /// <param name="pdf">The file.</param>
    /// <param name="languages">For OCR; empty when tesseract is not there.</param>
    /// <param name="progress">Told of each page.</param>
    /// <param name="cancellationToken">Kills what runs.</param>
    /// <exception cref="EngineException">It is damaged, protected or too long.</exception>
    public async Task<IReadOnlyList<DocumentPage>> ReadAsync(
        Artifact pdf, IReadOnlyList<string> languages, IProgress<InferenceProgress>? progress, CancellationToken cancellationToken)
    {
        var layer = await TextLayerAsync(pdf, cancellationToken);
        var pages = new DocumentPage[layer.Count];
        var done = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, layer.Count),
            new ParallelOptions { MaxDegreeOfParallelism = options.Value.MaxPrograms, CancellationToken = cancellationToken },
            async (i, token) =>
            {
                pages[i] = new DocumentPage(
                    i + 1, layer[i].HasText ? PageLayout.Lines(layer[i].Words) : await ScanAsync(pdf, i + 1, layer[i], languages, token));
                var count = Interlocked.Increment(ref done);
                progress?.Report(new InferenceProgress((double)count / layer.Count, $"page {count} of {layer.Count}"));
            });
        return pages;
    }

    private async Task<IReadOnlyList<PdfPage>> TextLayerAsync(Artifact pdf, CancellationToken cancellationToken)
    {
        var path = store.PathOf(pdf);
        var info = await programs.RunAsync(new ProgramCall("pdfinfo", [path]), cancellationToken);
        var pages = info.Succeeded ? PageCount(info.Text) : throw Failure(info, pdf);
        if (pages > options.Value.MaxPages)
        {
            throw EngineException.BadInput(
                $"'{pdf.Name}' has {pages} pages; at most {options.Value.MaxPages} are read.", "Send the pages that matter, or raise Planner:Local:MaxPages.");
        }

        var text = await programs.RunAsync(new ProgramCall("pdftotext", ["-bbox-layout", "-enc", "UTF-8", path, "-"]), cancellationToken);
        try
        {
            return text.Succeeded ? PdfBoxes.Parse(text.Text) : throw Failure(text, pdf);
        }
        catch (XmlException exception)
        {
            throw EngineException.Model($"pdftotext's account of '{pdf.Name}' can't be read: {exception.Message}");
        }
    }

    private async Task<IReadOnlyList<PageLine>> ScanAsync(
        Artifact pdf, int number, PdfPage page, IReadOnlyList<string> languages, CancellationToken cancellationToken)
    {
        if (languages.Count == 0)
        {
            throw new EngineException(new StepError(
                StepErrorKind.CannotRun, $"Page {number} of '{pdf.Name}' is a picture, and tesseract, which would read it, is not installed.",
                $"Run: apt-get install -y {Tesseract.Package}"));
        }

        // A poster at full resolution would be larger than any reader needs.
        var area = Math.Max(page.Width * page.Height / (PointsPerInch * PointsPerInch), 0.01);
        var dpi = Math.Max(1, (int)Math.Min(options.Value.PageDpi, Math.Sqrt(options.Value.MaxPixels / area) - 1));
        var which = number.ToString(CultureInfo.InvariantCulture);
        var rendered = await programs.RunAsync(
            new ProgramCall(
                "pdftoppm", ["-gray", "-r", dpi.ToString(CultureInfo.InvariantCulture), "-f", which, "-l", which, store.PathOf(pdf)])
            { OutputLimit = options.Value.MaxPixels + 64 },
            cancellationToken);
        var picture = rendered.Succeeded ? GrayImage.FromPgm(rendered.Output) : throw Failure(rendered, pdf);
        if (picture is null)
        {
            throw EngineException.Model($"Page {number} of '{pdf.Name}' can't be rendered.");
        }

        var lines = await images.ReadAsync(picture, $"page {number} of {pdf.Name}", languages, cancellationToken);
        return [.. lines.Select(line => line with { Box = ToPoints(line.Box, PointsPerInch / dpi) })];
    }

    private static Box ToPoints(Box box, double scale) => new(
        (int)Math.Floor(box.XMin * scale), (int)Math.Floor(box.YMin * scale), (int)Math.Ceiling(box.XMax * scale), (int)Math.Ceiling(box.YMax * scale));

    private static int PageCount(string info)
    {
        var line = info.Split('\n').FirstOrDefault(line => line.StartsWith("Pages:", StringComparison.Ordinal)) ?? "";
        return int.TryParse(line.AsSpan(Math.Min("Pages:".Length, line.Length)), CultureInfo.InvariantCulture, out var pages) ? pages : 0;
    }

    private static EngineException Failure(ProgramResult result, Artifact pdf) =>
        result.Outcome != ProgramOutcome.Exited
            ? new EngineException(result.ToError($"reading '{pdf.Name}'", Package))
            : result.ErrorTail.Contains("Incorrect password", StringComparison.Ordinal)
                ? EngineException.BadInput($"'{pdf.Name}' is protected by a password.", "Save it without the password and attach it again.")
                : EngineException.BadInput($"'{pdf.Name}' is damaged or no PDF: poppler can't open it.", "Save or download it again.");
}
