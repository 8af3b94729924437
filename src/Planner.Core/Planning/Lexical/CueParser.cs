using System.Globalization;
using Planner.Catalog;
using Planner.Text;

namespace Planner.Planning.Lexical;

/// <summary>
/// Reads a cue. A cue is words in order, each one of <c>a|b|c</c>; a word fits by its stem. <c>=word</c> fits as written, <c>word*</c> by
/// its beginning, <c>{class}</c> any word of a class of <see cref="WordClass"/>; a lone <c>=</c> among the alternatives makes the place
/// optional. Between two places <c>..</c> lets up to six words stand, but nothing else to work on; <c>.</c> the same within one noun phrase
/// ("generate a short vivid text", not "generate a picture of the text"); <c>...</c> up to fourteen of any kind. Articles are read
/// over. <c>^</c> first: only at the start of a sentence. <c>&amp;</c> first: it says for whom the outcome is. <c>!</c> first: the words are no request for the task. At the end
/// <c>#0.7</c> is the weight (1 if absent) and <c>[audio]</c>, <c>[table+image]</c> what must be at hand.
/// </summary>
internal static class CueParser
{
    private const int ShortGap = 6;
    private const int LongGap = 14;

    /// <summary>Reads one cue.</summary>
    /// <exception cref="CatalogException">It can't be read; the message says why.</exception>
    public static Cue Parse(TaskType task, string text)
    {
        var elements = new List<CueElement>();
        var (weight, atStart, forWhom, gap, over, phrase) = (1.0, false, false, 0, false, false);
        var (needs, bars) = (WordClass.None, WordClass.None);
        var body = text.AsSpan();
        var blocks = body.StartsWith("!");
        foreach (var part in text[(blocks ? 1 : 0)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "^")
            {
                atStart = true;
            }
            else if (part == "&")
            {
                forWhom = true;
            }
            else if (part is "." or ".." or "...")
            {
                (gap, over, phrase) = part == "..." ? (LongGap, true, false) : (ShortGap, false, part == ".");
            }
            else if (part[0] == '#')
            {
                weight = double.TryParse(part.AsSpan(1), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                    && value is > 0 and <= 2
                    ? value
                    : throw Bad(task, text, $"'{part}' is no weight between 0 and 2");
            }
            else if (part[0] == '[')
            {
                foreach (var name in part.Trim('[', ']').Split('+', StringSplitOptions.RemoveEmptyEntries))
                {
                    needs |= name[0] == '-' ? WordClass.None : ClassOf(task, text, name);
                    bars |= name[0] == '-' ? ClassOf(task, text, name[1..]) : WordClass.None;
                }
            }
            else
            {
                elements.Add(Element(task, text, part) with { Gap = gap, OverMedia = over, Phrase = phrase });
                (gap, over, phrase) = (0, false, false);
            }
        }

        return elements is [{ Optional: false }, ..]
            ? new Cue(task, [.. elements], weight, needs, bars, blocks, atStart, forWhom, text)
            : throw Bad(task, text, "it must begin with a word that is not optional");
    }

    private static CueElement Element(TaskType task, string cue, string part)
    {
        var (stems, exact, prefixes) = (new List<string>(), new List<string>(), new List<string>());
        var (kind, optional) = (WordClass.None, false);
        foreach (var word in part.Replace('ё', 'е').ToLowerInvariant().Split('|'))
        {
            switch (word)
            {
                case "=":
                    optional = true;
                    break;
                case ['=', .. var rest]:
                    exact.Add(rest);
                    break;
                case ['{', .. var name, '}']:
                    kind |= ClassOf(task, cue, name);
                    break;
                case [.. var start, '*'] when start.Length > 1:
                    prefixes.Add(start);
                    break;
                case { Length: > 0 } when word.All(c => char.IsLetterOrDigit(c) || c == '\''):
                    stems.Add(Stemmer.Stem(word));
                    break;
                default:
                    throw Bad(task, cue, $"'{word}' is no word");
            }
        }

        return new CueElement { Stems = [.. stems], Exact = [.. exact], Prefixes = [.. prefixes], Class = kind, Optional = optional };
    }

    private static WordClass ClassOf(TaskType task, string cue, string name) =>
        Enum.TryParse<WordClass>(name, ignoreCase: true, out var found) ? found : throw Bad(task, cue, $"there is no word class '{name}'");

    private static CatalogException Bad(TaskType task, string cue, string why) =>
        new($"The cue '{cue}' of task '{task.Id}' can't be read: {why}. Correct it in tasks.json.");
}
