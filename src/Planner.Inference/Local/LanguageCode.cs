namespace Planner.Inference.Local;

/// <summary>
/// Names of languages as programs and people write them. ISO 639-1 is what Planner speaks; tesseract and apertium name their files by
/// ISO 639-2/T or -3.
/// </summary>
internal static class LanguageCode
{
    private static readonly (string Two, string Three, string Name)[] s_known =
    [
        ("af", "afr", "afrikaans"), ("ar", "ara", "arabic"), ("be", "bel", "belarusian"), ("bg", "bul", "bulgarian"), ("br", "bre", "breton"),
        ("ca", "cat", "catalan"), ("cs", "ces", "czech"), ("cy", "cym", "welsh"), ("da", "dan", "danish"), ("de", "deu", "german"),
        ("el", "ell", "greek"), ("en", "eng", "english"), ("eo", "epo", "esperanto"), ("es", "spa", "spanish"), ("et", "est", "estonian"),
        ("eu", "eus", "basque"), ("fa", "fas", "persian"), ("fi", "fin", "finnish"), ("fr", "fra", "french"), ("ga", "gle", "irish"),
        ("gl", "glg", "galician"), ("he", "heb", "hebrew"), ("hi", "hin", "hindi"), ("hr", "hrv", "croatian"), ("hu", "hun", "hungarian"),
        ("hy", "hye", "armenian"), ("id", "ind", "indonesian"), ("is", "isl", "icelandic"), ("it", "ita", "italian"), ("ja", "jpn", "japanese"),
        ("ka", "kat", "georgian"), ("kk", "kaz", "kazakh"), ("ko", "kor", "korean"), ("la", "lat", "latin"), ("lt", "lit", "lithuanian"),
        ("lv", "lav", "latvian"), ("mk", "mkd", "macedonian"), ("ms", "msa", "malay"), ("mt", "mlt", "maltese"), ("nb", "nob", "norwegian"),
        ("nl", "nld", "dutch"), ("nn", "nno", "nynorsk"), ("oc", "oci", "occitan"), ("pl", "pol", "polish"), ("pt", "por", "portuguese"),
        ("ro", "ron", "romanian"), ("ru", "rus", "russian"), ("sk", "slk", "slovak"), ("sl", "slv", "slovenian"), ("sq", "sqi", "albanian"),
        ("sr", "srp", "serbian"), ("sv", "swe", "swedish"), ("sw", "swa", "swahili"), ("th", "tha", "thai"), ("tr", "tur", "turkish"),
        ("uk", "ukr", "ukrainian"), ("ur", "urd", "urdu"), ("vi", "vie", "vietnamese"), ("zh", "chi_sim", "chinese"), ("no", "nor", "norwegian"),
    ];

    /// <summary>
    /// The ISO 639-1 code of what may be a code of two or three letters, a tag (<c>es-MX</c>) or an English name; what is not known comes
    /// back in lower case without its region.
    /// </summary>
    public static string Normalize(string language)
    {
        var name = language.Trim().ToLowerInvariant();
        if (s_known.FirstOrDefault(known => known.Three == name || known.Name == name).Two is { } two)
        {
            return two;
        }

        var region = name.IndexOfAny(['-', '_']);
        return region > 0 ? Normalize(name[..region]) : name;
    }

    /// <summary>The code of three letters, or the code itself when none is known.</summary>
    public static string Three(string two) => s_known.FirstOrDefault(known => known.Two == two).Three ?? two;

    /// <summary>The code of two letters, or the code itself when none is known.</summary>
    public static string Two(string three) => s_known.FirstOrDefault(known => known.Three == three).Two ?? three;

    /// <summary>The English name with a capital, or the code itself.</summary>
    public static string Name(string two) =>
        s_known.FirstOrDefault(known => known.Two == two).Name is { } name ? char.ToUpperInvariant(name[0]) + name[1..] : two;
}
