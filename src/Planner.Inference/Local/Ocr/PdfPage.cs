namespace Planner.Inference.Local.Ocr;

/// <summary>The text layer of a page.</summary>
/// <param name="Width">In points (1/72 inch).</param>
/// <param name="Height">In points.</param>
/// <param name="Words">Its words, boxes in points; none on a scanned page.</param>
internal sealed record PdfPage(double Width, double Height, IReadOnlyList<OcrWord> Words)
{
    // Fewer letters and digits than this are a stamp or a page number on a scan.
    private const int LeastText = 8;

    // More letters and digits than this are no mere stamp, header or note of the scanning program.
    private const int StampText = 120;

    /// <summary>How many letters and digits its text layer has.</summary>
    public int Letters => Words.Sum(word => word.Text.Count(char.IsLetterOrDigit));

    /// <summary>Whether the page has a text layer worth the name.</summary>
    public bool HasText => Letters >= LeastText;

    /// <summary>Whether its text layer may be but a stamp on a scan.</summary>
    public bool MayBeStamp => HasText && Letters < StampText;
}
