namespace Planner.Answering.Claims;

/// <summary>Numbers in English and Russian words, in any case form.</summary>
internal static class NumberWords
{
    private static readonly Dictionary<string, (decimal Value, bool Ordinal)> Words = new(StringComparer.Ordinal);

    // Ordinals of compound numbers stand last and are written like these.
    private static readonly (decimal Value, string Cardinals, string Ordinals)[] Table =
    [
        (1, "one один одна одно одну одного одной", "first перв*"), (2, "two два две двух двум двумя двое двоих", "second втор*"),
        (3, "three три трех трем тремя трое троих", "third трет*"), (4, "four четыре четырех четырем четырьмя четверо четверых", "fourth четверт*"),
        (5, "five пять пяти пятью пятеро", "fifth пятый пятая пятое пятого пятой пятому пятую пятом пятым пятых"), (6, "six шесть шести шестью шестеро", "sixth шестой шестая шестое шестого шестому шестую шестом"),
        (7, "seven семь семи семью", "seventh седьм*"), (8, "eight восемь восьми", "eighth восьмой восьмая восьмое восьмого восьмому восьмую восьмом"),
        (9, "nine девять девяти", "ninth девятый девятая девятое девятого девятой девятому девятую девятом"), (10, "ten десять десяти", "tenth десятый десятая десятое десятого десятой десятому десятую десятом"),
        (11, "eleven одиннадцать одиннадцати", "eleventh одиннадцат*"), (12, "twelve dozen двенадцать двенадцати дюжина дюжину дюжины", "twelfth двенадцат*"),
        (13, "thirteen тринадцать тринадцати", "thirteenth тринадцат*"), (14, "fourteen четырнадцать четырнадцати", "fourteenth четырнадцат*"),
        (15, "fifteen пятнадцать пятнадцати", "fifteenth пятнадцат*"), (16, "sixteen шестнадцать шестнадцати", "sixteenth шестнадцат*"),
        (17, "seventeen семнадцать семнадцати", "seventeenth семнадцат*"), (18, "eighteen восемнадцать восемнадцати", "eighteenth восемнадцат*"),
        (19, "nineteen девятнадцать девятнадцати", "nineteenth девятнадцат*"), (20, "twenty двадцать двадцати", "twentieth двадцат*"),
        (30, "thirty тридцать тридцати", "thirtieth тридцат*"), (40, "forty сорок сорока", "fortieth сороков*"), (50, "fifty пятьдесят пятидесяти", "fiftieth пятидесят*"),
        (60, "sixty шестьдесят шестидесяти", "sixtieth шестидесят*"), (70, "seventy семьдесят семидесяти", "seventieth семидесят*"),
        (80, "eighty восемьдесят восьмидесяти", "eightieth восьмидесят*"), (90, "ninety девяносто девяноста", "ninetieth девяност*"),
        (100, "hundred сто ста", "hundredth сотый сотая сотое сотого"), (200, "двести двухсот", ""), (300, "триста трехсот", ""), (400, "четыреста четырехсот", ""),
        (500, "пятьсот пятисот", ""), (600, "шестьсот шестисот", ""), (700, "семьсот семисот", ""), (800, "восемьсот восьмисот", ""), (900, "девятьсот девятисот", ""),
        (1000, "thousand thousands тысяча тысячи тысяч тысячу тысячам тыс", ""), (1_000_000, "million millions миллион миллиона миллионов миллионам млн mln", ""),
        (1_000_000_000, "billion billions миллиард миллиарда миллиардов млрд bn", ""), (1_000_000_000_000, "trillion trillions триллион триллиона триллионов трлн", ""),
    ];

    private static readonly List<(string Beginning, decimal Value)> OrdinalBeginnings = [];

    static NumberWords()
    {
        foreach (var (value, cardinals, ordinals) in Table)
        {
            foreach (var word in cardinals.Split(' '))
            {
                Words[word] = (value, false);
            }

            foreach (var word in ordinals.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (word[^1] == '*')
                {
                    OrdinalBeginnings.Add((word[..^1], value));
                }
                else
                {
                    Words[word] = (value, true);
                }
            }
        }
    }

    /// <summary>Whether the word multiplies what stands before it: thousand, млн.</summary>
    public static decimal? Scale(string word) => Find(word) is { Ordinal: false, Value: >= 1000 } found ? found.Value : null;

    /// <summary>Reads the longest number that begins at a word.</summary>
    /// <param name="words">The words, lower case, <c>е</c> for <c>ё</c>; hyphenated ones apart.</param>
    /// <param name="start">The first.</param>
    /// <returns>The number, whether it is an ordinal, the place value of its last word, and how many words it takes: 0 when there is none.</returns>
    public static (decimal Value, bool Ordinal, decimal Step, int Length) Read(IReadOnlyList<string> words, int start)
    {
        decimal total = 0, group = 0, step = 1;
        var (length, last) = (0, decimal.MaxValue);
        for (var i = start; i < words.Count; i++)
        {
            if (words[i] == "and" && length > 0 && i + 1 < words.Count && last >= 100 && Find(words[i + 1]) is { Ordinal: false })
            {
                continue;
            }

            if (Find(words[i]) is not { } word)
            {
                break;
            }

            var (value, ordinal) = word;
            if (value >= 1000 && !ordinal)
            {
                total += Math.Max(group, 1) * value;
                (group, last, step) = (0, value, value);
            }
            else if (value == 100 && group is > 0 and < 10)
            {
                (group, last, step) = (group * 100, 100, 1);
            }
            else if (value < last && (last >= 100 || (last is >= 20 and < 100 && value < 10)))
            {
                (group, last, step) = (group + value, value, 1);
            }
            else
            {
                break;
            }

            length = i - start + 1;
            if (ordinal)
            {
                return (total + group, true, 1, length);
            }
        }

        return (total + group, false, step, length);
    }

    private static (decimal Value, bool Ordinal)? Find(string word)
    {
        if (Words.TryGetValue(word, out var found))
        {
            return found;
        }

        foreach (var (beginning, value) in OrdinalBeginnings)
        {
            if (word.StartsWith(beginning, StringComparison.Ordinal) && word.Length - beginning.Length is >= 1 and <= 3)
            {
                return (value, true);
            }
        }

        return null;
    }
}
