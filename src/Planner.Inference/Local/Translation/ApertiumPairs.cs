using Planner.Text;

namespace Planner.Inference.Local.Translation;

/// <summary>The directions that apertium translates in here, by its mode files; and the Debian packages that would bring others.</summary>
internal static class ApertiumPairs
{
    // Debian's packages of pairs, without the `apertium-` and without those that only lead to a newer name.
    private static readonly string[] s_pairs =
    [
        "afr-nld", "arg-cat", "bel-rus", "br-fr", "cat-ita", "cat-srd", "dan-nor", "en-gl", "eng-cat", "eng-spa", "eo-ca",
        "eo-en", "eo-es", "eo-fr", "es-gl", "es-pt", "es-ro", "eu-en", "eu-es", "fr-es", "fra-cat", "fra-frp", "hbs-eng",
        "hbs-mkd", "hbs-slv", "ind-zlm", "isl-eng", "isl-swe", "mkd-bul", "mkd-eng", "nno-nob", "oc-es", "oci-fra", "pol-szl",
        "por-cat", "pt-gl", "rus-ukr", "spa-arg", "spa-ast", "spa-cat", "spa-ita", "srd-ita", "swe-dan", "swe-nor", "urd-hin",
    ];

    /// <summary>The installed directions, as apertium names them.</summary>
    public static IReadOnlyList<string> Installed()
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable("APERTIUM_DATADIR") ?? "/usr/share/apertium", "modes");
        return Directory.Exists(folder)
            ?
            [
                .. Directory.EnumerateFiles(folder, "*.mode").Select(path => Path.GetFileNameWithoutExtension(path))
                    .Where(mode => mode.Contains('-', StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            ]
            : [];
    }

    /// <summary>The installed directions for people, such as <c>en→es</c>; variants of a region are not repeated.</summary>
    public static string Names() =>
        string.Join(", ", Installed().Select(Split).Select(pair => $"{pair.From}→{pair.To}").Distinct());

    /// <summary>The installed direction between two languages (ISO 639-1), the plain one before those of regions; null when there is none.</summary>
    public static string? Mode(string from, string to) =>
        Installed().Where(mode => Split(mode) == (from, to)).MinBy(mode => mode.Length);

    /// <summary>The languages that a text in this language can be put into.</summary>
    public static IReadOnlyList<string> TargetsFrom(string from) =>
        [.. Installed().Select(Split).Where(pair => pair.From == from).Select(pair => pair.To).Distinct()];

    /// <summary>The Debian package that brings a pair, or null.</summary>
    public static string? Package(string one, string other) =>
        s_pairs.FirstOrDefault(pair => Split(pair) == (one, other) || Split(pair) == (other, one)) is { } known ? "apertium-" + known : null;

    /// <summary>The languages that some package of Debian translates to or from this one.</summary>
    public static IReadOnlyList<string> PartnersOf(string language) =>
        [.. s_pairs.Select(Split).SelectMany(pair => pair.From == language ? [pair.To] : pair.To == language ? (string[])[pair.From] : []).Distinct()];

    /// <summary>The languages of a direction (<c>eng-spa</c>), as ISO 639-1.</summary>
    public static (string From, string To) Split(string mode)
    {
        var hyphen = mode.IndexOf('-', StringComparison.Ordinal);
        return hyphen < 0 ? (mode, "") : (Language.CodeOf(mode[..hyphen]), Language.CodeOf(mode[(hyphen + 1)..]));
    }
}
