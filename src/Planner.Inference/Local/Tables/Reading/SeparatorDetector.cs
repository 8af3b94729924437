namespace Planner.Inference.Local.Tables;

/// <summary>Finds the separator of a delimited file: the one that cuts the first records into the same number of cells as the header.</summary>
internal static class SeparatorDetector
{
    private const int SampledRecords = 30;

    private static readonly char[] s_candidates = [',', ';', '\t', '|'];

    /// <summary>The separator; a comma where no candidate cuts anything.</summary>
    public static char Detect(string text, int start)
    {
        // Records, then cells, decide; the order of the candidates breaks a tie.
        (char separator, double agreement, int width) best = (',', 0, 1);
        foreach (char candidate in s_candidates)
        {
            (double agreement, int width) = Agreement(text, start, candidate);
            if (width > 1 && (agreement, width).CompareTo((best.agreement, best.width)) > 0)
            {
                best = (candidate, agreement, width);
            }
        }

        return best.separator;
    }

    private static (double Agreement, int Width) Agreement(string text, int start, char separator)
    {
        var reader = new DelimitedRecordReader(text, separator, start);
        var widths = new List<int>();
        while (widths.Count < SampledRecords && reader.Next() is { } record)
        {
            if (!record.IsBlank)
            {
                widths.Add(record.Cells.Count);
            }
        }

        return widths.Count == 0 ? (0, 0) : (widths.Count(width => width == widths[0]) / (double)widths.Count, widths[0]);
    }
}
