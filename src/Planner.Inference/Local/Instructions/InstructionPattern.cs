using System.Globalization;
using System.Text.RegularExpressions;

namespace Planner.Inference.Local.Instructions;

/// <summary>
/// The short form in which rules are written: a regular expression in which a space stands for any white space, and names in braces for
/// what many rules share. Words are matched whole, letter case does not count, and <c>ё</c> is written <c>е</c>.
/// </summary>
internal static class InstructionPattern
{
    private const string Number = @"\d+(?:[.,]\d+)?";

    // The order counts: some stand for others.
    private static readonly (string Name, string Means)[] s_names =
    [
        // How much: "a bit", "much".
        ("{deg}", "(?:(?<less>slightly|a little(?: bit)?|a bit|a touch|gently|lightly|немного|слегка|чуть(?:-чуть)?|чуточку|слабо)"
            + "|(?<more>much|a lot|strongly|heavily|very|far|really|significantly|сильно|намного|гораздо|очень|заметно|существенно))"),
        // What is worked on, between a verb and what is to be done.
        ("{obj}", "(?: (?:the|this|that|these|my|it|its|me|an?(?! (?:bit|little|lot|touch))|each|every|whole|of|to|with|image|images|picture|pictures|photo|photos|pic|scan|screenshot|file|"
            + "recording|audio|sound|track|clip|voice|memo|эту?|это|этот|эти|его|ее|их|мою|мое|мой|всю|весь|картинк[а-я]+|картинок|изображени[а-я]+|фото|фотографи[а-я]+|"
            + @"фотк[а-я]+|сним(?:ок|к[а-я]+)|скан|файл|запис[а-я]+|аудио|аудиозапис[а-я]+|звук|трек|дорожк[а-я]+|@*[\w-]+\.[a-z0-9]{2,4}))*"),
        ("{n}", $"(?<n>{Number})"),
        ("{x}", $"(?<n>{Number}|two|three|four|five|six|eight|ten|полтора|два|две|двух|три|трех|четыре|пять|шесть|восемь|десять)"),
        ("{px}", "(?:-? ?(?:px|pixels?|пикселей|пикселя|пикселов|пиксель|пикс))"),
        ("{%}", "(?: ?(?:%|percent|per cent|процентов|процента|процент))"),
        ("{q}", "(?:\"(?<q>[^\"]+)\"|“(?<q>[^”]+)”|«(?<q>[^»]+)»|„(?<q>[^“”]+)[“”]|'(?<q>[^']+)')"),
    ];

    /// <summary>The expression, which matches only where the search starts.</summary>
    public static Regex Compile(string pattern)
    {
        foreach (var (name, means) in s_names)
        {
            pattern = pattern.Replace(name, means, StringComparison.Ordinal);
        }

        // "(?: " and " ?" begin and end groups; within a class there is no space.
        return new Regex(
            @"\G(?:" + pattern.Replace(" ?", @"\s*", StringComparison.Ordinal).Replace(" ", @"\s+", StringComparison.Ordinal) + @")(?![\p{L}\p{N}]|[:/=\\]\S)",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(2));
    }

    /// <summary>A number that was said in digits or as a word; null when the group is not there.</summary>
    public static double? Value(this Match match, string group = "n") => match.Groups[group] is { Success: true, Value: var said }
        ? said.ToLowerInvariant() switch
        {
            "two" or "два" or "две" or "двух" => 2,
            "three" or "три" or "трех" => 3,
            "four" or "четыре" => 4,
            "five" or "пять" => 5,
            "six" or "шесть" => 6,
            "eight" or "восемь" => 8,
            "ten" or "десять" => 10,
            "полтора" => 1.5,
            var digits => double.Parse(digits.Replace(',', '.'), CultureInfo.InvariantCulture),
        }
        : null;

    /// <summary>Whether the group took part in the match.</summary>
    public static bool Has(this Match match, string group) => match.Groups[group].Success;

    /// <summary>How much was asked for: a half for "a bit", twice for "much", else once.</summary>
    public static double Degree(this Match match) => match.Has("less") ? 0.5 : match.Has("more") ? 2 : 1;
}
