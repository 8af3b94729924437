namespace Planner.Inference.Local.Ocr;

/// <summary>
/// Makes lines and paragraphs of words. Tesseract's own paragraphs tear on a page that is turned a little, so they are found here by the
/// distance of lines, the page's slope taken out.
/// </summary>
internal static class PageLayout
{
    // A line further from the one above than this many usual distances begins a paragraph.
    private const double Gap = 1.3;

    /// <summary>The lines, in the order of the words.</summary>
    public static IReadOnlyList<PageLine> Lines(IReadOnlyList<OcrWord> words)
    {
        var lines = TableRows.Of(words).GroupBy(word => word.Line).Select(line => line.ToArray()).ToArray();
        var slope = Slope(lines);
        var heights = lines.Select(line => line.Average(word => Middle(word, slope))).ToArray();
        var pitches = Enumerable.Range(1, Math.Max(lines.Length - 1, 0)).Select(i => heights[i] - heights[i - 1]).Where(pitch => pitch > 4).Order().ToArray();
        // The lower third: on most pages more lines follow in a paragraph than begin one, but not on all.
        var usual = pitches.Length == 0 ? 0 : pitches[pitches.Length / 3];
        return [.. lines.Select((line, i) => Line(line, i == 0 || Starts(lines[i - 1], line, heights[i] - heights[i - 1], usual)))];
    }

    private static bool Starts(OcrWord[] above, OcrWord[] line, double pitch, double usual) =>
        pitch < 0 || pitch > Gap * Math.Max(usual, line.Average(word => word.Box.YMax - word.Box.YMin))
        || (above[0].Block != line[0].Block && pitch > 3 * usual);

    private static PageLine Line(OcrWord[] words, bool startsParagraph)
    {
        var letters = words.Sum(word => word.Text.Length);
        double? confidence = words[0].Confidence is null ? null : words.Sum(word => (word.Confidence ?? 1) * word.Text.Length) / letters;
        return new PageLine(
            string.Join(' ', words.Select(word => word.Text)), words.Select(word => word.Box).Aggregate((all, box) => all.Union(box)), confidence,
            startsParagraph);
    }

    /// <summary>How far lines fall with each pixel to the right: the median over the lines that are long enough to tell.</summary>
    public static double Slope(OcrWord[][] lines)
    {
        var slopes = lines
            .Where(line => line.Length >= 3)
            .Select(line => (line[^1].Box.YMax - line[0].Box.YMax) / (double)Math.Max(line[^1].Box.XMin - line[0].Box.XMin, 1))
            .Where(slope => Math.Abs(slope) < 0.3)
            .Order()
            .ToArray();
        return slopes.Length < 3 ? 0 : slopes[slopes.Length / 2];
    }

    /// <summary>The height of a word's middle, the page's slope taken out.</summary>
    public static double Middle(OcrWord word, double slope) =>
        ((word.Box.YMin + word.Box.YMax) / 2.0) - (slope * (word.Box.XMin + word.Box.XMax) / 2.0);
}
