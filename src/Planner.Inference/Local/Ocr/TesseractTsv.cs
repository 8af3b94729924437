using System.Globalization;
using Planner.Values;

namespace Planner.Inference.Local.Ocr;

/// <summary>Reads tesseract's table of words: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.</summary>
internal static class TesseractTsv
{
    private const string Word = "5";

    // Sure letters in a dirt speck are rare; what tesseract itself holds for a guess and has no letter or digit in it is dirt.
    private const double Dirt = 0.5;

    /// <summary>The words of each page, in reading order.</summary>
    public static IReadOnlyList<IReadOnlyList<OcrWord>> Parse(string table)
    {
        var pages = new SortedDictionary<int, List<OcrWord>>();
        var line = -1;
        (string, string, string, string) last = default;
        foreach (var row in table.Split('\n').Skip(1))
        {
            var cells = row.TrimEnd('\r').Split('\t', 12);
            if (cells.Length < 12 || !int.TryParse(cells[1], CultureInfo.InvariantCulture, out var page))
            {
                continue;
            }

            if (!pages.TryGetValue(page, out var words))
            {
                pages[page] = words = [];
            }

            var text = cells[11].Trim();
            var confidence = Math.Clamp(double.Parse(cells[10], CultureInfo.InvariantCulture) / 100, 0, 1);
            if (cells[0] != Word || text.Length == 0 || (confidence < Dirt && !text.Any(char.IsLetterOrDigit)))
            {
                continue;
            }

            if ((cells[1], cells[2], cells[3], cells[4]) is var key && key != last)
            {
                line++;
                last = key;
            }

            int Number(int cell) => int.Parse(cells[cell], CultureInfo.InvariantCulture);
            var box = new Box(Number(6), Number(7), Number(6) + Number(8), Number(7) + Number(9));
            words.Add(new OcrWord(text, box, confidence, Number(2), line));
        }

        return [.. pages.Values];
    }
}
