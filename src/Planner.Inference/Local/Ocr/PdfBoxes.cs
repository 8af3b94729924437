using System.Globalization;
using System.Xml;
using Planner.Values;

namespace Planner.Inference.Local.Ocr;

/// <summary>Reads what <c>pdftotext -bbox-layout</c> writes: pages, flows, blocks, lines and words with their boxes in points.</summary>
internal static class PdfBoxes
{
    /// <summary>The pages, in order.</summary>
    /// <exception cref="XmlException">It is not that format.</exception>
    public static IReadOnlyList<PdfPage> Parse(string xml)
    {
        // The head repeats the document's title and properties, not always well escaped.
        var body = xml.IndexOf("<doc>", StringComparison.Ordinal);
        var end = xml.LastIndexOf("</doc>", StringComparison.Ordinal);
        if (body < 0 || end < body)
        {
            throw new XmlException("There is no document in pdftotext's output.");
        }

        var pages = new List<PdfPage>();
        var words = new List<OcrWord>();
        var (block, line) = (0, 0);
        // A text layer may hold control characters, which XML forbids.
        var settings = new XmlReaderSettings { CheckCharacters = false, DtdProcessing = DtdProcessing.Prohibit };
        using var reader = XmlReader.Create(new StringReader(xml[body..(end + "</doc>".Length)]), settings);
        while (!reader.EOF)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                reader.Read();
                continue;
            }

            switch (reader.Name)
            {
                case "page":
                    pages.Add(new PdfPage(Number(reader, "width"), Number(reader, "height"), words = []));
                    reader.Read();
                    break;
                case "word":
                    var box = new Box(Floor(reader, "xMin"), Floor(reader, "yMin"), Ceiling(reader, "xMax"), Ceiling(reader, "yMax"));
                    var text = reader.ReadElementContentAsString().Trim();
                    if (text.Length > 0)
                    {
                        words.Add(new OcrWord(text, box, null, block, line));
                    }

                    break;
                default:
                    block += reader.Name == "block" ? 1 : 0;
                    line += reader.Name == "line" ? 1 : 0;
                    reader.Read();
                    break;
            }
        }

        return pages;
    }

    private static int Floor(XmlReader reader, string name) => (int)Math.Floor(Math.Max(Number(reader, name), 0));

    private static int Ceiling(XmlReader reader, string name) => (int)Math.Ceiling(Math.Max(Number(reader, name), 0));

    private static double Number(XmlReader reader, string name) => double.Parse(reader.GetAttribute(name) ?? "0", CultureInfo.InvariantCulture);
}
