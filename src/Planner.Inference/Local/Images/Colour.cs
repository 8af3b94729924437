using System.Text.RegularExpressions;

namespace Planner.Inference.Local.Images;

/// <summary>Colours as people say them.</summary>
internal static class Colour
{
    private static readonly (string Words, string Code)[] s_known =
    [
        ("red|красн[а-я]+", "#d01f1f"), ("green|зелен[а-я]+", "#1f8f1f"), ("blue|син[а-я]+", "#1f3fd0"), ("light blue|голуб[а-я]+", "#60b0f0"),
        ("yellow|желт[а-я]+", "#f0d020"), ("orange|оранжев[а-я]+", "#f08020"), ("purple|violet|фиолетов[а-я]+", "#8030b0"), ("pink|розов[а-я]+", "#f080b0"),
        ("brown|коричнев[а-я]+", "#80502a"), ("black|черн[а-я]+", "#000000"), ("white|бел[а-я]+", "#ffffff"), ("gr[ae]y|сер(?:ый|ая|ое|ой|ую|ого|ым)", "#808080"),
        ("gold(?:en)?|золот[а-я]+", "#d4af37"),
    ];

    /// <summary>A pattern for a colour, in the group <c>colour</c>.</summary>
    public static string Pattern { get; } = $"(?<colour>{string.Join('|', s_known.Select(known => known.Words))})(?: colou?r| цвет[а-я]*)?";

    /// <summary>The code that ImageMagick takes, or null.</summary>
    public static string? Of(Match match) => match.Groups["colour"] is { Success: true, Value: var said }
        ? s_known.First(known => Regex.IsMatch(said, $"^(?:{known.Words})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)).Code
        : null;
}
