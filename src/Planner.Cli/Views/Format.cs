using System.Globalization;

namespace Planner.Cli.Views;

/// <summary>Numbers as people read them.</summary>
internal static class Format
{
    /// <summary>Seconds: <c>0.42 s</c>, <c>12.3 s</c>, <c>3 min 05 s</c>.</summary>
    public static string Seconds(double seconds) => seconds switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)(seconds / 60)} min {(int)(seconds % 60):00} s"),
    };

    /// <summary>Seconds that tick: one decimal below a minute.</summary>
    public static string Ticking(double seconds) =>
        seconds < 60 ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s") : Seconds(seconds);

    /// <summary>US dollars: <c>$0</c>, <c>$0.50</c>, <c>$0.0012</c>.</summary>
    public static string Cost(decimal usd) => usd switch
    {
        > 0 and < 0.0001m => "<$0.0001",
        _ when decimal.IsInteger(usd) => "$" + usd.ToString("0", CultureInfo.InvariantCulture),
        _ => "$" + usd.ToString("0.00##", CultureInfo.InvariantCulture),
    };

    /// <summary>Bytes: <c>812 B</c>, <c>1.2 kB</c>, <c>3.4 MB</c>.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB"),
    };

    /// <summary>How long ago: <c>just now</c>, <c>5 min ago</c>, <c>2026-01-31</c>.</summary>
    public static string Ago(DateTimeOffset then, DateTimeOffset now) => (now - then) switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } span => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes} min ago"),
        { TotalDays: < 1 } span => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h ago"),
        { TotalDays: < 7 } span => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalDays} d ago"),
        _ => then.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    /// <summary><c>1 step</c>, <c>3 steps</c>.</summary>
    public static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
