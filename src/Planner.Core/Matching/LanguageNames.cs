namespace Planner.Matching;

/// <summary>English names of languages, so that "Russian" finds a card that says <c>ru</c>.</summary>
internal static class LanguageNames
{
    // The program runs without the platform's own tables of names (InvariantGlobalization).
    private static readonly Dictionary<string, string> Names = """
        af Afrikaans|am Amharic|ar Arabic|az Azerbaijani|be Belarusian|bg Bulgarian|bn Bengali|bs Bosnian|ca Catalan|cs Czech|cy Welsh
        da Danish|de German|el Greek|en English|eo Esperanto|es Spanish|et Estonian|eu Basque|fa Persian|fi Finnish|fr French|ga Irish
        gl Galician|gu Gujarati|he Hebrew|hi Hindi|hr Croatian|hu Hungarian|hy Armenian|id Indonesian|is Icelandic|it Italian|ja Japanese
        ka Georgian|kk Kazakh|km Khmer|kn Kannada|ko Korean|la Latin|lt Lithuanian|lv Latvian|mk Macedonian|ml Malayalam|mn Mongolian
        mr Marathi|ms Malay|my Burmese|ne Nepali|nl Dutch|no Norwegian|pa Punjabi|pl Polish|ps Pashto|pt Portuguese|ro Romanian|ru Russian
        si Sinhala|sk Slovak|sl Slovenian|so Somali|sq Albanian|sr Serbian|sv Swedish|sw Swahili|ta Tamil|te Telugu|th Thai|tr Turkish
        tt Tatar|uk Ukrainian|ur Urdu|uz Uzbek|vi Vietnamese|yi Yiddish|yo Yoruba|zh Chinese|zu Zulu
        """
        .Split(['|', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .ToDictionary(entry => entry[..2], entry => entry[3..], StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, string> Codes =
        Names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a code, or the code itself when it is not listed.</summary>
    public static string Name(string code) => Names.GetValueOrDefault(code, code);

    /// <summary>The ISO 639-1 code in <c>ru</c>, <c>RU</c>, <c>ru-RU</c>, <c>ru_RU</c> or <c>Russian</c>; what it does not know comes back in lower case.</summary>
    public static string Code(string language)
    {
        var trimmed = language.Trim();
        if (Codes.TryGetValue(trimmed, out var code))
        {
            return code;
        }

        var end = trimmed.AsSpan().IndexOfAny('-', '_');
        return (end > 0 ? trimmed[..end] : trimmed).ToLowerInvariant();
    }
}
