using System.Text;

namespace Planner.Planning.Lexical;

/// <summary>Russian words in Latin letters, as file names have them: «оплаты» and <c>oplaty.csv</c>.</summary>
internal static class Transliteration
{
    private const int Least = 4;

    private static readonly string[] Latin =
    [
        "a", "b", "v", "g", "d", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "h", "c", "ch", "sh", "sh",
        "", "y", "", "e", "u", "a",
    ];

    /// <summary>Whether a Russian stem of at least four letters begins a word in Latin letters, in any of the usual spellings.</summary>
    public static bool Same(string stem, string word)
    {
        if (stem.Length < Least || stem[0] is < '\u0430' or > '\u044f')
        {
            return false;
        }

        var latin = new StringBuilder();
        foreach (var letter in stem)
        {
            latin.Append(letter is >= '\u0430' and <= '\u044f' ? Latin[letter - '\u0430'] : "");
        }

        // shch, kh, ts and ya, yu, ja, ju are spelt in several ways.
        var plain = word.Replace("shch", "sh").Replace("sch", "sh").Replace("kh", "h").Replace("ts", "c")
            .Replace("ya", "a").Replace("ja", "a").Replace("yu", "u").Replace("ju", "u").Replace('j', 'i');
        return plain.StartsWith(latin.ToString(), StringComparison.Ordinal) && plain.Length - latin.Length <= 3;
    }
}
