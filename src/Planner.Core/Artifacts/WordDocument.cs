using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Planner.Artifacts;

/// <summary>The running text of a word processor's document (Office Open XML, ECMA-376 part 1, § 17): its paragraphs, a line each.</summary>
internal static class WordDocument
{
    private const string Namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    // A small archive can unpack to gigabytes.
    private const long MaxCharacters = 50_000_000;

    /// <summary>Reads the text.</summary>
    /// <exception cref="ArtifactException">The file is no such document, or is damaged.</exception>
    public static string Read(Stream content, string name)
    {
        try
        {
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            var part = archive.GetEntry("word/document.xml") ?? throw new InvalidDataException("it holds no word/document.xml");
            using var stream = part.Open();
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = MaxCharacters };
            using var xml = XmlReader.Create(stream, settings);
            var text = new StringBuilder();
            while (xml.Read())
            {
                if (xml.NamespaceURI != Namespace)
                {
                    continue;
                }

                switch (xml.NodeType, xml.LocalName)
                {
                    case (XmlNodeType.Element, "t"):
                        text.Append(xml.ReadString());
                        break;
                    case (XmlNodeType.Element, "tab"):
                        text.Append('\t');
                        break;
                    case (XmlNodeType.Element, "br"):
                    case (XmlNodeType.EndElement, "p"):
                        text.Append('\n');
                        break;
                }
            }

            return text.ToString();
        }
        catch (Exception exception) when (exception is InvalidDataException or XmlException)
        {
            throw new ArtifactException($"'{name}' is not a readable word document: {exception.Message}. Save it again as .docx, or as .pdf or .txt.", exception);
        }
    }
}
