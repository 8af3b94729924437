using Planner.Catalog;
using Planner.Text;

namespace Planner.Matching.Indexing;

/// <summary>Languages as bits. Those beyond the first 62 share one, and a card of one of them may pass a filter that its full card then stops.</summary>
internal static class LanguageBits
{
    /// <summary>Set for a card that says it knows very many.</summary>
    public const ulong Multilingual = 1UL << 63;

    private const ulong Others = 1UL << 62;

    private static readonly string[] Common =
    [
        "en", "zh", "fr", "de", "es", "ru", "ja", "ko", "it", "pt", "ar", "hi", "nl", "pl", "tr", "sv", "vi", "id", "fa", "th", "cs", "fi", "uk", "ro", "hu",
        "da", "no", "he", "el", "bg", "ca", "bn", "ta", "et", "sk", "sl", "hr", "sr", "lt", "lv", "ur", "ms", "te", "mr", "ml", "sw", "is", "ga", "eu", "gl",
        "ka", "kk", "az", "hy", "be", "mk", "sq", "af", "cy", "gu", "kn", "ne",
    ];

    private static readonly Dictionary<string, ulong> Bits = Common.Select((code, i) => (code, Bit: 1UL << i)).ToDictionary(pair => pair.code, pair => pair.Bit, StringComparer.Ordinal);

    /// <summary>The bits of a card; 0 when it does not say.</summary>
    public static ulong Of(ModelCard card)
    {
        var bits = 0UL;
        foreach (var language in card.Languages)
        {
            bits |= language.Equals("multilingual", StringComparison.OrdinalIgnoreCase) ? Multilingual : Of(Language.CodeOf(language));
        }

        return bits;
    }

    /// <summary>The bit of a language by its ISO 639-1 code.</summary>
    public static ulong Of(string code) => Bits.GetValueOrDefault(code, Others);
}
