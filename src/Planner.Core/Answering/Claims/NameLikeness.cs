using System.Text;
using Planner.Text;

namespace Planner.Answering.Claims;

/// <summary>Whether two words are the same name: in any Russian case form, with an English possessive, in Cyrillic or Latin letters.</summary>
internal static class NameLikeness
{
    // The case endings of Russian names.
    private static readonly HashSet<string> Endings = new(StringComparer.Ordinal)
    {
        "", "а", "у", "ом", "ем", "е", "ы", "и", "ой", "ою", "ей", "ым", "им", "ого", "его", "ому", "ему", "ий", "ый", "ая", "яя", "ую", "юю", "ое", "я", "ю", "ь", "ью", "ия", "ии",
        "ию", "ием", "ией", "ие", "ях", "ах", "ам", "ам", "ами", "ей", "о", "й",
    };

    private static readonly string[] Latin =
    [
        "a", "b", "v", "g", "d", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "h", "ts", "ch", "sh", "sh",
        "", "i", "", "e", "iu", "ia",
    ];

    // Places whose name is not the same word in both languages.
    private static readonly (string English, string Russian)[] Exonyms =
    [
        ("moscow", "москв"), ("russia", "росси"), ("poland", "польш"), ("germany", "герман"), ("france", "франц"), ("spain", "испан"), ("italy", "итал"), ("china", "кита"), ("japan", "япон"),
        ("england", "англи"), ("uk", "великобритан"), ("usa", "сша"), ("paris", "париж"), ("vienna", "вен"), ("rome", "рим"), ("prague", "праг"), ("warsaw", "варшав"), ("greece", "грец"),
        ("egypt", "егип"), ("hungary", "венгри"), ("switzerland", "швейцар"), ("turkey", "турц"), ("georgia", "грузи"), ("munich", "мюнхен"), ("cologne", "кельн"), ("beijing", "пекин"),
        ("geneva", "женев"), ("zurich", "цюрих"), ("brussels", "брюссел"), ("europe", "европ"), ("sweden", "швеци"), ("norway", "норвег"), ("denmark", "дани"), ("czech", "чех"), ("czechia", "чехи"),
        ("korea", "коре"), ("asia", "ази"), ("africa", "африк"), ("lisbon", "лиссабон"), ("athens", "афин"), ("florence", "флоренц"), ("venice", "венец"), ("naples", "неапол"), ("milan", "милан"),
        ("kyiv", "киев"), ("copenhagen", "копенгаген"), ("bank", "банк"), ("institute", "институт"), ("university", "университет"), ("ministry", "министерств"), ("street", "улиц"),
    ];

    /// <summary>Whether the words are the same name.</summary>
    public static bool Same(string one, string other) => SameFolded(Fold(one), Fold(other));

    /// <summary>Whether the words, already folded, are the same name.</summary>
    public static bool SameFolded(string a, string b)
    {
        if (a == b)
        {
            return true;
        }

        return (IsCyrillic(a), IsCyrillic(b)) switch
        {
            (true, true) => SameInflected(a, b),
            (false, false) => a.Length > 3 && b.Length > 3 && (a + "s" == b || b + "s" == a),
            (true, false) => SameAcross(b, a),
            (false, true) => SameAcross(a, b),
        };
    }

    /// <summary>Lower case, without accents and possessives, <c>е</c> for <c>ё</c>.</summary>
    public static string Fold(string word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var c in word.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c))
            {
                folded.Append(char.ToLowerInvariant(c) is 'ё' ? 'е' : char.ToLowerInvariant(c));
            }
            else if (c is '\'' or '’')
            {
                break;
            }
            else if (c == '\u0306' && folded.Length > 0 && folded[^1] == 'и')
            {
                folded[^1] = 'й';
            }
        }

        return folded.ToString();
    }

    private static bool IsCyrillic(string word) => word.Length > 0 && word[0] is >= '\u0400' and <= '\u04ff';

    private static bool SameInflected(string a, string b)
    {
        if (SameButEnding(a, b))
        {
            return true;
        }

        // "Павел – Павла", "Орёл – Орла": a vowel that flees.
        return (Fled(a) is { } shorter && SameButEnding(shorter, b)) || (Fled(b) is { } other && SameButEnding(a, other));
    }

    private static string? Fled(string word) => word.Length > 3 && word[^2] is 'е' or 'о' ? word.Remove(word.Length - 2, 1) : null;

    private static bool SameButEnding(string a, string b)
    {
        var common = a.AsSpan().CommonPrefixLength(b);
        for (var stem = common; stem >= Math.Max(common - 1, 2); stem--)
        {
            if (Endings.Contains(a[stem..]) && Endings.Contains(b[stem..]) && stem >= 2)
            {
                return true;
            }
        }

        return false;
    }

    private static bool SameAcross(string latin, string cyrillic)
    {
        foreach (var (english, russian) in Exonyms)
        {
            if (latin == english && cyrillic.StartsWith(russian, StringComparison.Ordinal) && cyrillic.Length - russian.Length <= 3)
            {
                return true;
            }
        }

        var spelt = Spelling(latin);
        return Forms(cyrillic).Any(form => EditDistance.Between(spelt, Transliterate(form)) is var distance && distance <= (spelt.Length < 5 ? Math.Min(1, spelt.Length - 3) : spelt.Length / 4));
    }

    private static IEnumerable<string> Forms(string cyrillic)
    {
        yield return cyrillic;
        for (var cut = 1; cut <= 3 && cyrillic.Length - cut >= 2; cut++)
        {
            if (Endings.Contains(cyrillic[^cut..]))
            {
                yield return cyrillic[..^cut];
                yield return cyrillic[..^cut] + "а";
            }
        }
    }

    private static string Transliterate(string cyrillic)
    {
        var latin = new StringBuilder();
        foreach (var c in cyrillic)
        {
            latin.Append(c is >= '\u0430' and <= '\u044f' ? Latin[c - '\u0430'] : c is 'і' or 'ї' ? "i" : "");
        }

        return Collapse(latin);
    }

    // What is spelt in several ways is spelt in one.
    private static string Spelling(string latin) => Collapse(new StringBuilder(latin)
        .Replace("shch", "sh").Replace("wh", "w").Replace("sch", "sh").Replace("kh", "h").Replace("ph", "f").Replace("ck", "k").Replace("ch", "\u0001").Replace("c", "k").Replace("\u0001", "ch")
        .Replace("x", "ks").Replace("w", "v").Replace("q", "k").Replace("ee", "i").Replace("oo", "u").Replace("y", "i").Replace("j", "i").Replace("tz", "ts"));

    private static string Collapse(StringBuilder word)
    {
        for (var i = word.Length - 1; i > 0; i--)
        {
            if (word[i] == word[i - 1])
            {
                word.Remove(i, 1);
            }
        }

        return word.ToString();
    }
}
