namespace Planner.Planning.Lexical;

/// <summary>Finds lists of alternatives: "billing, delivery or praise", "отдел (бухгалтерия, монтаж, интернет)".</summary>
internal static class ChoiceFinder
{
    // What lists of classes are lists of.
    private static readonly string[] Kinds =
    [
        "categor", "class", "label", "topic", "department", "type", "kind", "group", "категори", "класс", "рубрик", "тем", "отдел",
            "метк", "тип", "вид", "групп",
    ];

    // "Как думаешь, рад или злится?": addressed to whoever answers.
    private static readonly HashSet<string> Asides = new(
        ["think", "reckon", "say", "tell", "guess", "думаешь", "думаете", "считаешь", "считаете", "скажи", "скажите", "подскажи", "кажется"],
        StringComparer.Ordinal);

    // "Sort these into refund, fault or praise": the list begins behind it.
    private static readonly HashSet<string> Openers = new(
        ["into", "as", "under", "between", "among", "either", "whether", "либо", "между", "среди"], StringComparer.Ordinal);

    /// <summary>Marks the first word of each list with <see cref="WordClass.Choice"/>.</summary>
    public static IReadOnlyList<Word> Mark(string text, List<Word> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if ((words[i].Lower is "or" or "или" && Start(text, words, i) is var start and >= 0) || (Bracketed(text, words, i)
                && (start = i) >= 0))
            {
                words[start] = words[start] with { Class = words[start].Class | WordClass.Choice };
            }
        }

        return words;
    }

    /// <summary>The items of the list that starts at a word.</summary>
    public static IReadOnlyList<(int First, int Last)> Items(IReadOnlyList<Word> words, int start)
    {
        var items = new List<(int First, int Last)>();
        var first = start;
        for (var i = start; i < words.Count && words[i].Sentence == words[start].Sentence; i++)
        {
            var ends = i + 1 >= words.Count || words[i + 1].Sentence != words[i].Sentence || words[i + 1].Commas != words[i].Commas;
            var or = words[i].Lower is "or" or "или";
            if (or)
            {
                first = i + 1;
            }
            else if (ends || words[i + 1].Lower is "or" or "или")
            {
                items.Add((first, i));
                var afterOr = first > 0 && words[first - 1].Lower is "or" or "или";
                first = i + 1;
                if (afterOr && ends)
                {
                    break;
                }
            }
        }

        return items;
    }

    // "the department (accounts, repairs, internet)".
    private static bool Bracketed(string text, List<Word> words, int at)
    {
        if (at == 0 || words[at].Sentence != words[at - 1].Sentence
            || text.IndexOf('(', words[at - 1].End, words[at].Start - words[at - 1].End) < 0
            || !Kinds.Any(kind => words[at - 1].Lower.StartsWith(kind, StringComparison.Ordinal)))
        {
            return false;
        }

        var close = text.IndexOf(')', words[at].Start);
        return close > 0 && text.AsSpan(words[at].Start, close - words[at].Start).Count(',') >= 1;
    }

    // Walks back over "a, b, c or": each item one to three words. Fewer than two commas is no list of classes: "in a day or two".
    private static int Start(string text, List<Word> words, int or)
    {
        var start = or - 1;
        var commas = 0;
        var length = 0;
        for (var i = or - 1; i >= 0 && words[i].Sentence == words[or].Sentence; i--)
        {
            if (text.AsSpan(words[i].End, words[i + 1].Start - words[i].End).IndexOfAny('(', ':') >= 0)
            {
                break;
            }

            if (words[i].Commas != words[i + 1].Commas && i + 1 != or)
            {
                commas++;
                length = 0;
            }

            if (words[i].Is(WordClass.Asks | WordClass.Pronoun) || Asides.Contains(words[i].Lower) || Openers.Contains(words[i].Lower) || ++length > 3)
            {
                break;
            }

            start = i;
        }

        // "or not" and "yes or no" are no classes.
        var last = or + 1 < words.Count ? words[or + 1].Lower : "";
        return commas >= 1 && start >= 0 && last is not ("not" or "no" or "what" or "something" or "whatever" or "нет" or "не" or "что" or "как" or "") ? start : -1;
    }
}
