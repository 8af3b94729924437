using System.Text.RegularExpressions;

namespace Planner.Inference.Local.Translation;

/// <summary>
/// Mends dates that apertium's English-Spanish pair leaves in English order: <c>por 15 abril 2027</c> and <c>encima abril 15, 2027</c>
/// become <c>para el 15 de abril de 2027</c> and <c>el 15 de abril de 2027</c>. What is right already is left alone.
/// </summary>
internal static partial class SpanishDates
{
    /// <summary>The text with its dates as Spanish writes them.</summary>
    public static string Mend(string text) => Date().Replace(text, match =>
    {
        // "12 March" comes out as a march.
        var month = match.Groups["month"].Value is "Marcha" or "Marzo" ? "marzo" : match.Groups["month"].Value.ToLowerInvariant();
        var date = $"{match.Groups["day"].Value} de {month}" + (match.Groups["year"] is { Success: true, Value: var year } ? $" de {year}" : "");
        return match.Groups["before"] is { Success: true, Value: var before } ? Led(before, date) : date;
    });

    private static string Led(string before, string date)
    {
        var led = before.ToLowerInvariant() switch
        {
            "por" => "para el ",
            "hasta que" or "hasta" => "hasta el ",
            "antes de que" or "antes de" => "antes del ",
            "después de" => "después del ",
            "desde" => "desde el ",
            "de" => "del ",
            "a" => "al ",
            _ => "el ",
        };
        return (char.IsUpper(before[0]) ? char.ToUpperInvariant(led[0]) + led[1..] : led) + date;
    }

    [GeneratedRegex(
        @"(?:\b(?<before>[Pp]or|[Ee]ncima|[Ss]obre|[Ee]n|[Hh]asta(?: que)?|[Aa]ntes de(?: que)?|[Dd]espués de|[Dd]esde|[Dd]e|[Aa]) )?"
        + @"(?:\b(?<day>\d{1,2}) (?<month>[Ee]nero|[Ff]ebrero|[Mm]arzo|Marcha|[Aa]bril|[Mm]ayo|[Jj]unio|[Jj]ulio|[Aa]gosto|[Ss]eptiembre|[Oo]ctubre|[Nn]oviembre|[Dd]iciembre)"
        + @"|\b(?<month>[Ee]nero|[Ff]ebrero|[Mm]arzo|Marcha|[Aa]bril|[Mm]ayo|[Jj]unio|[Jj]ulio|[Aa]gosto|[Ss]eptiembre|[Oo]ctubre|[Nn]oviembre|[Dd]iciembre) (?<day>\d{1,2}))"
        + @"(?![\d\p{L}])(?:,? (?<year>\d{4})\b)?",
        RegexOptions.CultureInvariant)]
    private static partial Regex Date();
}
