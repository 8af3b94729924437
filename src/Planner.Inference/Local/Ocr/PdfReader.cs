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

    // Of pdfimages' table: page, width, height, x-ppi, y-ppi.
    private static readonly int[] s_columns = [0, 3, 4, 12, 13];

    // A picture that covers this share of its page is a scan of it.
    private const double MostOfPage = 0.5;

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
        var stamped = layer.Any(page => page.MayBeStamp) && languages.Count > 0 ? await ScannedPagesAsync(pdf, layer, cancellationToken) : [];
        var pages = new DocumentPage[layer.Count];
        var done = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, layer.Count),
            new ParallelOptions { MaxDegreeOfParallelism = options.Value.MaxPrograms, CancellationToken = cancellationToken },
            async (i, token) =>
            {
                var written = layer[i].HasText ? PageLayout.Lines(layer[i].Words) : null;
                // The rendered page has the stamp on it, too.
                var seen = written is null || (layer[i].MayBeStamp && stamped.Contains(i + 1)) ? await ScanAsync(pdf, i + 1, layer[i], languages, token) : null;
                pages[i] = new DocumentPage(i + 1, written is null || Letters(seen) > Letters(written) ? seen! : written);
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

    // The pages of which a picture covers most, by pdfimages' table: page num type width height color comp bpc enc interp object ID x-ppi y-ppi size ratio.
    private async Task<HashSet<int>> ScannedPagesAsync(Artifact pdf, IReadOnlyList<PdfPage> layer, CancellationToken cancellationToken)
    {
        var list = await programs.RunAsync(new ProgramCall("pdfimages", ["-list", store.PathOf(pdf)]), cancellationToken);
        var scanned = new HashSet<int>();
        foreach (var row in list.Text.Split('\n').Skip(2).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(row => row.Length >= 14))
        {
            double[] numbers = [.. s_columns.Select(column => double.TryParse(row[column], CultureInfo.InvariantCulture, out var number) ? number : 0)];
            if (numbers is [>= 1 and var page, var width, var height, > 0 and var across, > 0 and var down] && page <= layer.Count
                && width / across * (height / down) * PointsPerInch * PointsPerInch > MostOfPage * layer[(int)page - 1].Width * layer[(int)page - 1].Height)
            {
                scanned.Add((int)page);
            }
        }

        return scanned;
    }

    private static int Letters(IReadOnlyList<PageLine>? lines) => lines?.Sum(line => line.Text.Count(char.IsLetterOrDigit)) ?? 0;

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
