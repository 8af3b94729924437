using System.Globalization;
using System.Text.Json.Nodes;
using Planner.Catalog;
using Planner.Text;
using Planner.Values;

namespace Planner.Planning.Lexical;

/// <summary>Reads the settings that a clause names.</summary>
internal static class ParameterReader
{
    private const int ShortSentence = 7;
    private const int MostSentences = 100;

    // Words that name no thing to look for.
    private const WordClass Aside = WordClass.Media | WordClass.File | WordClass.Filler | WordClass.Asks | WordClass.Wants | WordClass.Pronoun | WordClass.And | WordClass.Then | WordClass.From;

    private static readonly string[] Units = ["sentence", "bullet", "point", "line", "takeaway", "предложени", "пункт", "тезис", "строк", "строч", "фраз"];

    // By the beginnings of words, since Russian numerals change their ends; a longer one before what it begins with.
    private static readonly (string Begins, int Count)[] Numerals =
    [
        ("одн", 1), ("два", 2), ("две", 2), ("дву", 2), ("пар", 2), ("тре", 3), ("три", 3), ("четыр", 4), ("пят", 5), ("шест", 6), ("сем", 7), ("восьм", 8),
        ("восем", 8), ("девят", 9), ("десят", 10), ("нескольк", 3),
    ];

    private static readonly Dictionary<string, int> EnglishNumerals = new(StringComparer.Ordinal)
    {
        ["a"] = 1,
        ["one"] = 1,
        ["single"] = 1,
        ["two"] = 2,
        ["couple"] = 2,
        ["three"] = 3,
        ["few"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
    };

    /// <summary>
    /// The languages that a clause wants a translation in ("into French and Spanish"; the request's own when it names none), and the
    /// one that it comes from, when that is said.
    /// </summary>
    public static (IReadOnlyList<string> Targets, string? Source) Languages(RequestText request, Ask ask)
    {
        var targets = new List<string>();
        string? source = null;
        string? loose = null;
        var last = -1;
        var words = request.Words;
        for (var i = ask.First; i <= Math.Min(ask.Last, words.Count - 1); i++)
        {
            if (Language.OfWord(words[i].Lower)?.Code is not { } code)
            {
                continue;
            }

            var before = i > 0 ? words[i - 1] : default;
            // "Into French, Spanish and German": what follows a target with nothing but "and" or a comma between is one, too.
            var listed = last >= 0 && Enumerable.Range(last + 1, i - last - 1).All(place => words[place].Is(WordClass.And));
            if (before.Lower is "into" or "to" or "in" or "на" or "по" || listed)
            {
                targets.Add(code);
                last = i;
            }
            else if (before.Lower is "from" or "с" or "со")
            {
                source = code;
            }
            else
            {
                loose = code;
            }
        }

        if (targets.Count == 0)
        {
            return ([loose ?? request.Language], source);
        }

        return ([.. targets.Distinct()], source ?? (loose is null || targets.Contains(loose) ? null : loose));
    }

    /// <summary>The classes that a request names, such as "billing, delivery or praise"; for places, the things to look for.</summary>
    public static JsonArray? Labels(RequestText request, Ask ask)
    {
        var words = request.Words;
        var start = -1;
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Is(WordClass.Choice) && (start < 0 || (i >= ask.First && i <= ask.Last)))
            {
                start = i;
            }
        }

        var items = start >= 0 ? ChoiceFinder.Items(words, start) : ask.Task.Output == Modality.Boxes ? Things(words, ask) : [];
        return items.Count == 0 ? null : new JsonArray([.. items.Select(item => (JsonNode?)JsonValue.Create(request.Slice(item.First, item.Last)))]);
    }

    // "Find the house and the sun in the picture": what is named between the words that ask, up to where it is.
    private static List<(int First, int Last)> Things(IReadOnlyList<Word> words, Ask ask)
    {
        var things = new List<(int First, int Last)>();
        var (first, ended) = (-1, false);
        for (var i = ask.First; i <= Math.Min(ask.Last, words.Count - 1); i++)
        {
            var parts = words[i].Is(WordClass.And) || (i > ask.First && words[i].Commas != words[i - 1].Commas);
            if (parts && words.Skip(i).Take(ask.Last - i + 1).Any(word => word.Is(WordClass.Pronoun)))
            {
                // "… and put a box round it": no further thing.
                break;
            }

            ended = !parts && (ended || (first >= 0 && (words[i].Is(WordClass.From) || words[i].Lower is "в" or "во" or "at")));
            first = parts ? -1 : first;
            if (ended || words[i].Lower.Length == 0 || words[i].Is(Aside) || (ask.Mention?.Places.Contains(i) ?? false))
            {
                continue;
            }

            if (first < 0)
            {
                first = i;
                things.Add((i, i));
            }
            else
            {
                things[^1] = (first, i);
            }
        }

        return things;
    }

    /// <summary>
    /// How many sentences or points a clause, or a short sentence of its own, wants: "in two sentences", "3 bullet points", «хватит трёх
    /// предложений». Null when it does not say.
    /// </summary>
    public static int? Sentences(RequestText request, Ask ask)
    {
        var words = request.Words;
        for (var i = 1; i < words.Count; i++)
        {
            var isHere = (i >= ask.First && i <= ask.Last) || words.Count(word => word.Sentence == words[i].Sentence) <= ShortSentence;
            if (!isHere || !Units.Any(unit => words[i].Lower.StartsWith(unit, StringComparison.Ordinal)))
            {
                continue;
            }

            // "three short bullet points": the number stands up to three words before.
            for (var j = i - 1; j >= Math.Max(0, i - 3) && words[j].Sentence == words[i].Sentence; j--)
            {
                if (Count(words[j].Lower) is { } count)
                {
                    return count;
                }
            }
        }

        return null;
    }

    /// <summary>Whether a task has a parameter.</summary>
    public static bool Has(TaskType task, string name) => task.Parameters.Any(parameter => parameter.Name == name);

    private static int? Count(string word) =>
        int.TryParse(word, CultureInfo.InvariantCulture, out var number) ? number is > 0 and <= MostSentences ? number : null
        : EnglishNumerals.TryGetValue(word, out var english) ? english
        : Numerals.Where(numeral => word.StartsWith(numeral.Begins, StringComparison.Ordinal)).Select(numeral => (int?)numeral.Count).FirstOrDefault();
}
