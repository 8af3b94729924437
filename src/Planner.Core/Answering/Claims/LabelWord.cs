using Planner.Text;

namespace Planner.Answering.Claims;

/// <summary>A word that may say what a fact is about.</summary>
internal sealed class LabelWord(string text, int start, bool isName)
{
    private static readonly WordList Sides = new("против against");
    private static readonly Dictionary<string, string> Irregular = """
        people person men man women woman children child paid pay sent send made make gave give given give took take taken take held hold kept keep met meet sold sell bought buy
        won win lost lose came come went go gone go began begin begun begin wrote write written write broke break broken break chose choose chosen choose left leave found find
        люди человек людей человек людям человек
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);

    private readonly string _stem = Root(Stemmer.Stem(Irregular.GetValueOrDefault(text, text)));

    private string Folded => field ??= NameLikeness.Fold(text);

    /// <summary>What its forms have in common.</summary>
    public string Stem => _stem;

    /// <summary>As written.</summary>
    public string Text => text;

    /// <summary>Where it begins.</summary>
    public int Start => start;

    /// <summary>Whether it is part of a name, or a year, which names a time.</summary>
    public bool IsName { get; set; } = isName || IsYear(text);

    /// <summary>Whether it tells one thing from another: no article, pronoun or preposition, but for the sides of a vote.</summary>
    public bool SaysSomething { get; } = isName || Sides.Contains(text) || IsYear(text) || (text.Length > 1 && !char.IsDigit(text[0]) && !StopWords.Contains(text, "en") && !StopWords.Contains(text, "ru"));

    /// <summary>Whether it is a year of our time.</summary>
    public static bool IsYear(string text) => text is ['1', '9', _, _] or ['2', '0', _, _];

    // "Оплатил – оплачен", "снизил – снижать", "выплатит – выплачивать": the last consonant changes, and verbs get a suffix.
    private static string Root(string stem)
    {
        if (!IsRussian(stem))
        {
            return stem;
        }

        var root = stem.Length > 6 && stem.EndsWith("ва", StringComparison.Ordinal) ? stem[..^3] : stem;
        return root[^1] switch
        {
            'ч' or 'щ' => root[..^1] + 'т',
            'ж' or 'з' => root[..^1] + 'д',
            'ш' => root[..^1] + 'с',
            _ => root,
        };
    }

    private static bool IsRussian(string word) => word.Length > 3 && word[0] is >= '\u0400' and <= '\u04ff';

    /// <summary>Whether both are forms of one word or name.</summary>
    public bool Same(LabelWord other) => _stem == other._stem || ((IsName || other.IsName || (IsRussian(text) && IsRussian(other.Text))) && NameLikeness.SameFolded(Folded, other.Folded));
}
