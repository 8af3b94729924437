namespace Planner.Inference.Local.Tables;

/// <summary>
/// Tells whether two words are forms of one word, English or Russian, without a dictionary: they share a stem, and what follows the stem in
/// each is an ending of the same paradigm (<c>Анна</c>, <c>Анне</c>; <c>city</c>, <c>cities</c>). Comparing endings in pairs keeps apart what a
/// stemmer would merge: <c>Иванов</c>–<c>Иванова</c> are forms, <c>Мария</c>–<c>Марина</c> are not.
/// </summary>
internal static class Inflection
{
    private const int LongestEnding = 4;

    private static readonly HashSet<string>[] s_russian = Paradigms(
        "_ а у ом е ы и ов ам ами ах ой ою ем ей ев о ым",
        "ь я ю ем ом е и ей ям ями ях ью",
        "й я ю ем е и ев ям ями ях",
        "ия ии ию ией ий иям иями иях ие ием ия",
        "_ о а ы ый ий ой ая яя ое ее ые ие ого его ому ему ым им ом ем ую юю ых их ыми ими ей",
        "ть л ла ло ли т ет ит ут ют ят м ем им у ю н на но ны",
        "ок ка ки ку кой ке кам ками ках",
        "ек ка ки ку кой ке кам ками ках ка",
        "ец ца цу цом це цы цов цам цами цах",
        "_ ский ская ское ские ском ского скому ской ских ским скую",
        "_ ный ная ное ные ном ного ному ной ных ным ную");

    private static readonly string[] s_verbEndings =
        "ал ала ало али ил ила ило или ел ела ели ел ять ить ать еть ит ет ют ут ят ат ено ано ено ены".Split(' ');

    private static readonly HashSet<string>[] s_english = Paradigms("_ s es ed ing", "e es ed ing", "y ies ied", "_ d s", "_ ly");

    /// <summary>Whether the two folded words are forms of one word.</summary>
    public static bool AreForms(string left, string right)
    {
        if (string.Equals(left, right, StringComparison.Ordinal))
        {
            return true;
        }

        if (left.Length < 3 || right.Length < 3)
        {
            return false;
        }

        (left, right) = (WithoutReflexive(left), WithoutReflexive(right));
        HashSet<string>[] paradigms = IsCyrillic(left[0]) ? s_russian : s_english;
        int common = left.AsSpan().CommonPrefixLength(right);
        int shortest = left.Length == 3 && right.Length == 3 && paradigms == s_russian ? 2 : 3;
        for (int stem = common; stem >= shortest && Math.Max(left.Length, right.Length) - stem <= LongestEnding; stem--)
        {
            string leftEnding = left[stem..], rightEnding = right[stem..];
            if (paradigms.Any(paradigm => paradigm.Contains(leftEnding) && paradigm.Contains(rightEnding)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the word has the ending of a Russian verb: "сколько заплатила" asks for money, "сколько платежей" for a number.</summary>
    public static bool IsRussianVerb(string word)
    {
        string stem = WithoutReflexive(word);
        return stem.Length > 3 && IsCyrillic(stem[0]) && s_verbEndings.Any(ending => stem.EndsWith(ending, StringComparison.Ordinal));
    }

    /// <summary>A verb without its reflexive ending: <c>продавался</c> as <c>продавал</c>.</summary>
    private static string WithoutReflexive(string word) =>
        word.Length > 5 && (word.EndsWith("ся", StringComparison.Ordinal) || word.EndsWith("сь", StringComparison.Ordinal)) ? word[..^2]
            : word;

    private static bool IsCyrillic(char c) => c is >= '\u0400' and <= '\u04FF';

    private static HashSet<string>[] Paradigms(params string[] lines) =>
        [.. lines.Select(line => line.Split(' ').Select(ending => ending == "_" ? "" : ending).ToHashSet(StringComparer.Ordinal))];
}
