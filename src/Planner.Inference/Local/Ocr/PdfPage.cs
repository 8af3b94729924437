namespace Planner.Inference.Local.Ocr;

/// <summary>The text layer of a page.</summary>
/// <param name="Width">In points (1/72 inch).</param>
/// <param name="Height">In points.</param>
/// <param name="Words">Its words, boxes in points; none on a scanned page.</param>
internal sealed record PdfPage(double Width, double Height, IReadOnlyList<OcrWord> Words)
{
    // Fewer letters and digits than this are a stamp or a page number on a scan.
    private const int LeastText = 8;

    /// <summary>Whether the page has a text layer worth the name.</summary>
    public bool HasText => Words.Sum(word => word.Text.Count(char.IsLetterOrDigit)) >= LeastText;
}
