namespace Planner.Planning.Lexical;

/// <summary>Languages by the words that English and Russian have for them.</summary>
internal static class LanguageNames
{
    private static readonly (string Code, string English, string Russian)[] Names =
    [
        ("en", "english", "англи"), ("ru", "russian", "русск"), ("es", "spanish castilian", "испан"), ("fr", "french", "франц"),
        ("de", "german", "немец"), ("it", "italian", "итал"), ("pt", "portuguese", "португ"), ("nl", "dutch", "голланд нидерл"),
        ("pl", "polish", "польск"), ("uk", "ukrainian", "украин"), ("be", "belarusian", "белорус"), ("cs", "czech", "чешск"),
        ("sk", "slovak", "словац"), ("sv", "swedish", "шведск"), ("no", "norwegian", "норвеж"), ("da", "danish", "датск"),
        ("fi", "finnish", "финск"), ("el", "greek", "греческ"), ("tr", "turkish", "турец"), ("ar", "arabic", "араб"),
        ("he", "hebrew", "иврит"), ("hi", "hindi", "хинди"), ("zh", "chinese mandarin", "китай"), ("ja", "japanese", "япон"),
        ("ko", "korean", "корей"), ("vi", "vietnamese", "вьетнам"), ("th", "thai", "тайск"), ("id", "indonesian", "индонез"),
        ("hu", "hungarian", "венгер"), ("ro", "romanian", "румын"), ("bg", "bulgarian", "болгар"), ("sr", "serbian", "сербск"),
        ("hr", "croatian", "хорват"), ("sl", "slovenian slovene", "словен"), ("lt", "lithuanian", "литовск"), ("lv", "latvian", "латыш"),
        ("et", "estonian", "эстон"), ("ca", "catalan", "каталан"), ("eu", "basque", "баскск"), ("la", "latin", "латын латинск"),
        ("ka", "georgian", "грузин"), ("hy", "armenian", "армян"), ("kk", "kazakh", "казах"), ("uz", "uzbek", "узбек"),
        ("fa", "persian farsi", "персид фарси"), ("ur", "urdu", "урду"), ("bn", "bengali", "бенгал"), ("sw", "swahili", "суахили"),
        ("eo", "esperanto", "эсперант"), ("is", "icelandic", "исланд"), ("ga", "irish", "ирланд"), ("cy", "welsh", "валлий"),
        ("pa", "punjabi", "панджаб"), ("ta", "tamil", "тамил"), ("te", "telugu", "телугу"), ("gu", "gujarati", "гуджарат"),
        ("mr", "marathi", "маратх"), ("tl", "tagalog filipino", "тагал филиппин"), ("ms", "malay", "малай"), ("mn", "mongolian", "монгол"),
        ("tg", "tajik", "таджик"), ("ky", "kyrgyz", "киргиз кыргыз"), ("tk", "turkmen", "туркмен"), ("az", "azerbaijani azeri", "азербайдж"),
        ("sq", "albanian", "албан"), ("mk", "macedonian", "македон"), ("bs", "bosnian", "босний"), ("mt", "maltese", "мальтий"),
        ("af", "afrikaans", "африкаанс"), ("am", "amharic", "амхар"), ("so", "somali", "сомали"), ("yi", "yiddish", "идиш"),
        ("ne", "nepali", "непал"), ("km", "khmer", "кхмер"), ("my", "burmese", "бирман"), ("gd", "gaelic", "гэльск"),
        ("tt", "tatar", "татар"), ("ba", "bashkir", "башкир"), ("ce", "chechen", "чечен"), ("zu", "zulu", "зулу"),
    ];

    private static readonly Dictionary<string, string> ByEnglish = Names
        .SelectMany(name => name.English.Split(' ').Select(word => (word, name.Code)))
        .ToDictionary(pair => pair.word, pair => pair.Code, StringComparer.Ordinal);

    private static readonly Dictionary<string, (string Stem, string Code)[]> ByRussian = Names
        .SelectMany(name => name.Russian.Split(' ').Select(word => (Stem: word, name.Code)))
        .GroupBy(pair => pair.Stem[..2], StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    /// <summary>The ISO 639-1 code of the language that a lower-case word names, or null.</summary>
    public static string? CodeOf(string lower)
    {
        if (ByEnglish.TryGetValue(lower, out var code))
        {
            return code;
        }

        if (lower.Length < 4 || !ByRussian.TryGetValue(lower[..2], out var stems))
        {
            return null;
        }

        foreach (var (stem, found) in stems)
        {
            // "испанский", "испанскую", "испански": the adjective; "испанец" and "Испания" name no language.
            if (lower.StartsWith(stem, StringComparison.Ordinal)
                && (stem.EndsWith("ск", StringComparison.Ordinal) || lower.Contains("ск", StringComparison.Ordinal)
                    || lower.Contains("цк", StringComparison.Ordinal) || found is "he" or "hi" or "ur" or "sw" or "eo" or "fa" or "la" or "te" or "af" or "so" or "yi" or "zu"))
            {
                return found;
            }
        }

        return null;
    }
}
