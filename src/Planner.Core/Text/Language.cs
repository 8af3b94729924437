namespace Planner.Text;

/// <summary>A language, as the planner reads it, cards name it, and models and programs call it. A language more is a line of <see cref="LanguageTable"/>.</summary>
/// <param name="Code">ISO 639-1 (<c>es</c>), or ISO 639-3 where it has none (<c>yue</c>): what Planner speaks.</param>
/// <param name="Three">ISO 639-3 (<c>spa</c>).</param>
/// <param name="Name">The English name (<c>Spanish</c>).</param>
/// <param name="Flores">The code in FLORES-200, by which NLLB and others call it (<c>spa_Latn</c>); null: it is not among them.</param>
public sealed record Language(string Code, string Three, string Name, string? Flores)
{
    private static readonly Dictionary<string, Language> Named = Index(
        LanguageTable.Rows.SelectMany(row => row.Codes.Concat(row.Names).Select(name => (name, row.Language))));

    private static readonly Dictionary<string, Language> Words = Index(
        LanguageTable.Rows.SelectMany(row => row.Names.Select(name => (name, row.Language))));

    private static readonly Dictionary<string, (string Stem, bool IsWhole, Language Language)[]> Stems = LanguageTable.Rows
        .SelectMany(row => row.Stems.Select(stem => (Stem: stem.TrimEnd('*'), IsWhole: stem.EndsWith('*'), row.Language)))
        .GroupBy(stem => stem.Stem[..2], StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    /// <summary>
    /// The language that stands in a field for one: a code of two or three letters, a tag (<c>es-MX</c>, <c>spa_Latn</c>), an English or a
    /// Russian name, in any case; null when it is not known.
    /// </summary>
    public static Language? Find(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        var name = field.Trim();
        if (Named.TryGetValue(name, out var language) || (language = OfWord(name.ToLowerInvariant())) is not null)
        {
            return language;
        }

        var region = name.AsSpan().IndexOfAny('-', '_');
        return region > 0 ? Named.GetValueOrDefault(name[..region]) : null;
    }

    /// <summary>The code of what stands in a field for a language; what is not known comes back in lower case without its region.</summary>
    public static string CodeOf(string field)
    {
        if (Find(field) is { } language)
        {
            return language.Code;
        }

        var name = field.Trim().ToLowerInvariant();
        var region = name.AsSpan().IndexOfAny('-', '_');
        return region > 0 ? name[..region] : name;
    }

    /// <summary>The English name of what stands in a field for a language, or the field itself.</summary>
    public static string NameOf(string field) => Find(field)?.Name ?? field;

    /// <summary>The language that a word of a text names, in lower case; null: none. Codes are no words: "it" and "no" name nothing.</summary>
    public static Language? OfWord(string lower)
    {
        ArgumentNullException.ThrowIfNull(lower);
        if (Words.TryGetValue(lower, out var language))
        {
            return language;
        }

        if (lower.Length < 4 || !Stems.TryGetValue(lower[..2], out var stems))
        {
            return null;
        }

        foreach (var (stem, isWhole, found) in stems)
        {
            // "испанский", "испанскую", "испански": the adjective; "испанец" and "Испания" name no language.
            if (lower.StartsWith(stem, StringComparison.Ordinal)
                && (isWhole || lower.Contains("ск", StringComparison.Ordinal) || lower.Contains("цк", StringComparison.Ordinal)))
            {
                return found;
            }
        }

        return null;
    }

    // A name may be the code as well ("lao").
    private static Dictionary<string, Language> Index(IEnumerable<(string Name, Language Language)> names)
    {
        var index = new Dictionary<string, Language>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, language) in names)
        {
            index.TryAdd(name, language);
        }

        return index;
    }
}
