using System.Globalization;

namespace Planner.Cli.Running;

/// <summary>Times on the command line: <c>90s</c>, <c>2m</c>, <c>1500ms</c>, <c>1h</c>; a bare number is seconds.</summary>
internal static class Duration
{
    /// <summary>The time in seconds; null when the text is no time above zero.</summary>
    public static double? Parse(string text)
    {
        var number = text.TrimEnd(c => char.IsAsciiLetter(c));
        double? unit = text[number.Length..].ToLowerInvariant() switch
        {
            "ms" => 0.001,
            "" or "s" => 1,
            "m" or "min" => 60,
            "h" => 3600,
            _ => null,
        };
        return unit is { } factor && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count * factor
            : null;
    }

    private static string TrimEnd(this string text, Func<char, bool> drop)
    {
        var end = text.Length;
        while (end > 0 && drop(text[end - 1]))
        {
            end--;
        }

        return text[..end];
    }
}
