using System.Text;

namespace Planner.Artifacts;

/// <summary>Sheets as text.</summary>
internal static class SpreadsheetText
{
    /// <summary>
    /// One sheet, or several with the same head, as one CSV, in the latter case with the sheet's name as its first column (months, branches); several
    /// of different heads each under its name.
    /// </summary>
    public static string Of(IReadOnlyList<Sheet> sheets) => sheets switch
    {
        [var only] => Csv(only.Rows),
        [var first, ..] when AreAlike(sheets) => Csv(sheets.SelectMany(sheet => sheet.Rows.Skip(1).Select(row => (string[])[sheet.Name, .. row])).Prepend(["Sheet", .. first.Rows[0]])),
        _ => string.Join('\n', sheets.Select(sheet => $"Sheet {sheet.Name}:\n{Csv(sheet.Rows)}")),
    };

    /// <summary>Whether the sheets are one table: there is one, or all have the same head.</summary>
    public static bool AreAlike(IReadOnlyList<Sheet> sheets) => sheets.All(sheet => sheet.Rows[0].SequenceEqual(sheets[0].Rows[0], StringComparer.OrdinalIgnoreCase));

    private static string Csv(IEnumerable<string[]> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(Cell)).Append('\n');
        }

        return text.ToString();
    }

    private static string Cell(string text) => text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
