using System.Globalization;
using System.Text;

namespace Planner.IntegrationTests.Engines;

/// <summary>Makes the PDF files that tests need.</summary>
internal static class PdfFiles
{
    /// <summary>One A4 page that is nothing but a grey JPEG, as scanners write it, and perhaps a line of text below.</summary>
    public static byte[] Around(byte[] jpeg, int width, int height, string? stamp = null)
    {
        using var file = new MemoryStream();
        var offsets = new List<long>();
        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));
        void Begin()
        {
            offsets.Add(file.Position);
            Write($"{offsets.Count} 0 obj\n");
        }

        Write("%PDF-1.4\n");
        Begin();
        Write("<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
        Begin();
        Write("<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n");
        Begin();
        Write("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /XObject << /I 4 0 R >> /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>\nendobj\n");
        Begin();
        Write($"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode /Length {jpeg.Length} >>\nstream\n");
        file.Write(jpeg);
        Write("\nendstream\nendobj\n");
        Begin();
        var draw = "q 595 0 0 842 0 0 cm /I Do Q" + (stamp is null ? "" : $" BT /F 9 Tf 60 20 Td ({stamp}) Tj ET");
        Write($"<< /Length {draw.Length} >>\nstream\n{draw}\nendstream\nendobj\n");
        var table = file.Position;
        Write($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
        {
            Write(offset.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n");
        }

        Write($"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }
}
