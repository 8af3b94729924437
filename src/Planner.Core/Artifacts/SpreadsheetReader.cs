using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Planner.Artifacts;

/// <summary>Reads spreadsheets (Office Open XML): what their cells show as values, formulas by their last results.</summary>
internal static class SpreadsheetReader
{
    // A small archive can unpack to gigabytes, and a sheet may claim a million empty rows.
    private const long MaxUnpacked = 200_000_000;
    private const int MaxCells = 2_000_000;

    // The library looks for the Western code page of old files before it sees which kind of file it has.
    static SpreadsheetReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The sheets that hold something.</summary>
    /// <exception cref="ArtifactException">The file is no spreadsheet, is damaged, or is too large.</exception>
    public static IReadOnlyList<Sheet> Read(Stream content, string name)
    {
        try
        {
            using (var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true))
            {
                if (archive.Entries.Sum(entry => entry.Length) > MaxUnpacked)
                {
                    throw TooLarge(name);
                }
            }

            content.Position = 0;
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(content, new ExcelReaderConfiguration { LeaveOpen = true });
            var (sheets, cells) = (new List<Sheet>(), 0);
            do
            {
                var rows = new List<string[]>();
                while (reader.Read())
                {
                    cells += reader.FieldCount;
                    rows.Add(cells <= MaxCells ? [.. Enumerable.Range(0, reader.FieldCount).Select(column => Shown(reader.GetValue(column)))] : throw TooLarge(name));
                }

                if (Trimmed(rows) is { Count: > 0 } filled)
                {
                    sheets.Add(new Sheet(reader.Name, filled));
                }
            }
            while (reader.NextResult());
            return sheets.Count > 0 ? sheets : throw new InvalidDataException("it has no sheet with anything in it");
        }
        catch (Exception exception) when (exception is InvalidDataException or XmlException or ExcelReaderException or FormatException or KeyNotFoundException)
        {
            throw new ArtifactException($"'{name}' is not a readable spreadsheet: {exception.Message.TrimEnd('.')}. Save it again as .xlsx, or as CSV in UTF-8.", exception);
        }
    }

    private static ArtifactException TooLarge(string name) =>
        new(FormattableString.Invariant($"'{name}' is too large a spreadsheet: more than {MaxCells:N0} cells or {MaxUnpacked / 1_000_000} MB unpacked. Save the part that is meant as CSV in UTF-8."));

    // Nothing but empty cells at an edge is no part of the table.
    private static List<string[]> Trimmed(List<string[]> rows)
    {
        bool IsFilled(string[] row) => row.Any(cell => cell.Length > 0);
        var first = rows.FindIndex(IsFilled);
        if (first < 0)
        {
            return [];
        }

        var filled = rows[first..(rows.FindLastIndex(IsFilled) + 1)];
        var left = filled.Min(row => Array.FindIndex(row, cell => cell.Length > 0) is >= 0 and var at ? at : int.MaxValue);
        var right = filled.Max(row => Array.FindLastIndex(row, cell => cell.Length > 0)) + 1;
        return [.. filled.Select(row => (string[])[.. row[left..Math.Min(right, row.Length)], .. Enumerable.Repeat("", Math.Max(right - row.Length, 0))])];
    }

    private static string Shown(object? value) => value switch
    {
        null => "",
        DateTime { TimeOfDay.Ticks: 0 } date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        double number => Math.Round(number, 10).ToString(CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!.Trim(),
    };
}
