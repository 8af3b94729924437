using System.Globalization;
using System.Text.RegularExpressions;

namespace Planner.Inference.Local.Audio;

/// <summary>Times as people say them: <c>1:30</c>, <c>10 s</c>, <c>1,5 минуты</c>.</summary>
internal static class AudioTime
{
    private const string Unit = "seconds?|secs?|s|minutes?|mins?|секунд[а-я]*|сек|с|минут[а-я]*|мин";

    /// <summary>A pattern for a time in a group of that name.</summary>
    public static string Pattern(string group) =>
        $@"(?:(?:second|секунд[а-я]+|минут[а-я]+) )?(?<{group}>\d{{1,3}}(?::\d{{1,2}}){{1,2}}(?:\.\d+)?|\d+(?:[.,]\d+)?)(?:-?(?:й|ю|я|ой|ую|st|nd|rd|th))?(?:-? ?(?<u{group}>{Unit})\.?(?![\p{{L}}]))?";

    /// <summary>The time in a group, in seconds; its unit may stand at another.</summary>
    public static double Seconds(Match match, string group, string? unitOf = null)
    {
        var said = match.Groups[group].Value;
        if (said.Contains(':', StringComparison.Ordinal))
        {
            return said.Split(':').Aggregate(0.0, (sum, part) => (sum * 60) + double.Parse(part, CultureInfo.InvariantCulture));
        }

        var unit = match.Groups["u" + group] is { Success: true, Value: var own } ? own : unitOf is null ? "" : match.Groups["u" + unitOf].Value;
        return double.Parse(said.Replace(',', '.'), CultureInfo.InvariantCulture) * (unit is ['m' or 'M' or 'м' or 'М', ..] ? 60 : 1);
    }
}
