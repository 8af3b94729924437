using System.Text.RegularExpressions;

namespace Planner.Text;

/// <summary>Patterns of streets and addresses, and words that show a place.</summary>
internal static partial class PlacePatterns
{
    /// <summary>Well-known countries and cities (stems cover the Russian case forms).</summary>
    private static readonly HashSet<string> Known = new(
        """
        London Paris Berlin Madrid Rome Vienna Moscow Petersburg Kyiv Kiev Warsaw Prague Lisbon Dublin Edinburgh Oslo Stockholm Helsinki Copenhagen Amsterdam Brussels Geneva
        Zurich Munich Hamburg Frankfurt Milan Barcelona Athens Istanbul Tokyo Beijing Shanghai Delhi Mumbai Sydney Melbourne Toronto Chicago Boston Washington Seattle Houston
        Manchester Liverpool Leeds Bristol Glasgow Oxford Cambridge England Scotland Wales Ireland Britain Germany France Spain Italy Portugal Austria Switzerland Poland Ukraine Russia
        Sweden Norway Finland Denmark Netherlands Belgium Greece Turkey Egypt Israel India China Japan Korea Brazil Argentina Mexico Canada America Australia Africa Europe Asia California
        Texas Florida York
        Москва Петербург Казань Новосибирск Екатеринбург Самара Омск Томск Тобольск Уфа Пермь Воронеж Волгоград Краснодар Сочи Тула Тверь Ярославль Россия Украина Беларусь Казахстан Киев
        Минск Лондон Париж Берлин Мадрид Рим Вена Варшава Прага Токио Пекин Германия Франция Испания Италия Польша Китай Япония Индия Бразилия Америка Европа Азия Африка Сибирь Урал Крым
        Кавказ Англия Британия США
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(w => Stemmer.Stem(w)),
        StringComparer.Ordinal);

    private static readonly WordList EndNouns = new(
        "street road lane avenue square city town county park river lake island bridge hill hills valley beach station airport palace castle cathedral tower gardens ocean sea bay mountains north south east west");

    private static readonly WordList Prepositions = new("in at near from to into outside across toward towards through around в во из под близ около через");

    /// <summary>A street with or without a number, a Russian town or street with its label.</summary>
    [GeneratedRegex(
        @"(?<!\w)(?:\d{1,4}[A-Za-z]?\s{1,3})?(?:[A-Z][\w'’-]{1,30}\s{1,3}){1,3}(?:Street|Road|Lane|Avenue|Square|Drive|Boulevard|Way|Close|Crescent|Terrace)\b(?:,\s{1,3}[A-Z][\w-]{1,30})?"
        + @"|(?<!\p{L})(?:г\.|гор\.|с\.|д\.|пос\.|дер\.)\s{0,3}[А-ЯЁ]\p{Ll}[\p{L}-]{1,30}"
        + @"|(?<!\p{L})(?:(?:ул|пр|просп|пер|пл|наб|бул)\.|(?i:улиц|проспект|площад|переул|набережн|бульвар|шоссе)\p{L}{0,3})\s{1,3}[А-ЯЁ][\p{L}-]{1,30}(?:\s[А-ЯЁ]\p{Ll}{2,30})?(?:,\s{0,3}(?:д(?:ом|\.)\s{0,3})?\d{1,4}\p{L}?)?",
        RegexOptions.CultureInvariant)]
    public static partial Regex Address();

    /// <summary>Whether a capitalised word is a well-known place, in any Russian case form.</summary>
    /// <param name="word">One word.</param>
    public static bool IsKnown(ReadOnlySpan<char> word) => Known.Contains(Stemmer.Stem(word));

    /// <summary>Whether a name that ends in this word is a place.</summary>
    /// <param name="word">The last word of a name.</param>
    public static bool IsEndNoun(ReadOnlySpan<char> word) => EndNouns.Contains(word);

    /// <summary>Whether the word before a name speaks for a place.</summary>
    /// <param name="word">The word before a name.</param>
    public static bool IsPreposition(ReadOnlySpan<char> word) => Prepositions.Contains(word);
}
