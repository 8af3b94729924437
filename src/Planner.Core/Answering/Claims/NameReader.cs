using System.Text.RegularExpressions;
using Planner.Text;

namespace Planner.Answering.Claims;

/// <summary>Finds names by their capitals.</summary>
internal static partial class NameReader
{
    // What has a capital and names nothing: titles, legal forms, currencies, languages, the shapes of files.
    private static readonly WordList Unnamed = new("""
        i mr mrs ms mx dr prof sir ltd llc llp inc plc corp co gmbh ag kg ab sa srl bv oy pte ооо оао зао пао ао ип фгуп usd eur gbp rub pln chf jpy cny uah kzt
        vat id no pdf csv json xml url ocr ai it tv pc ceo cfo cto hr pr qa faq ndc ндс инн кпп огрн бик рф сша №
        english russian german french spanish italian chinese japanese polish dutch european american british q1 q2 q3 q4 am pm ok usa uk eu un
        north south east west celsius fahrenheit god internet
        """);


    /// <summary>The names in a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="taken">Characters that are part of something else.</param>
    public static IEnumerable<NameFact> Read(string text, bool[] taken)
    {
        var words = Word().Matches(text);
        for (var i = 0; i < words.Count; i++)
        {
            if (!IsCapital(words[i], taken))
            {
                continue;
            }

            var first = i;
            while (i + 1 < words.Count && IsCapital(words[i + 1], taken) && Gap().IsMatch(text.AsSpan(End(words[i])..words[i + 1].Index)) && !EndsSentence(text, words[i]))
            {
                i++;
            }

            if (Name(text, words, first, i) is { } name)
            {
                yield return name;
            }
        }
    }

    private static NameFact? Name(string text, MatchCollection words, int first, int last)
    {
        var opens = Opening().IsMatch(text.AsSpan(0, words[first].Index));
        var kept = new List<Match>();
        for (var i = first; i <= last; i++)
        {
            var word = words[i].Value;
            var bare = word.AsSpan().TrimEnd("’'s");
            if (word.Length > 1 && !Unnamed.Contains(word) && !Unnamed.Contains(bare) && !NameWords.IsTitle(word)
                && !(i == first && opens && (StopWords.Contains(word, "en") || StopWords.Contains(word, "ru") || NameWords.IsNever(word))))
            {
                kept.Add(words[i]);
            }
        }

        if (kept.Count == 0)
        {
            return null;
        }

        var alone = opens && first == last && !NameWords.IsFirstName(kept[0].Value);
        var isShort = kept.TrueForAll(word => word.Length <= 4 && word.Value.All(c => !char.IsLower(c)));
        return new NameFact(new TextSpan(kept[0].Index, End(kept[^1])), [.. kept.Select(word => word.Value)]) { IsSure = !alone && !isShort, Opens = opens && kept[0] == words[first] };
    }

    private static bool IsCapital(Match word, bool[] taken) => char.IsUpper(word.Value[0]) && !taken[word.Index] && Calendar.Month(word.Value.ToLowerInvariant()) is null;

    // "Anna. Boris": a stop ends the name, unless it follows an initial or a title.
    private static bool EndsSentence(string text, Match word) =>
        End(word) < text.Length && text[End(word)] == '.' && word.Length > 3 && !NameWords.IsTitle(word.Value);

    private static int End(Match word) => word.Index + word.Length;

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}]*(?:[-’'][\p{L}\p{M}]+)*")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?:\.?[ \u00A0]|\.|[ \u00A0]&[ \u00A0]|-)$")]
    private static partial Regex Gap();

    // At the beginning of a sentence, a list item, a heading, a quotation after a colon, a cell.
    [GeneratedRegex(@"(?:^|[.!?:…|]|(?:^|\n)[-–—•*#>\s\d.)]*|[.!?:]\s*[""“(*]+)[\s*_""“(]*$")]
    private static partial Regex Opening();
}
