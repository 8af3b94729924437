using System.Text.RegularExpressions;
using Planner.Values;

namespace Planner.Planning.Lexical;

/// <summary>A request taken apart: its words, the texts that it quotes, the files that it has or names.</summary>
/// <param name="Text">The request's text.</param>
/// <param name="Words">Its words; a quotation and a file name are one word each.</param>
/// <param name="Literals">The quoted texts.</param>
/// <param name="Files">The files.</param>
/// <param name="Questions">For each sentence whether it ends with a question mark.</param>
/// <param name="Language">The language it is written in: <c>en</c>, <c>ru</c> or another code.</param>
internal sealed partial record RequestText(
    string Text, IReadOnlyList<Word> Words, IReadOnlyList<Literal> Literals, IReadOnlyList<SourceFile> Files,
        IReadOnlyList<bool> Questions, string Language)
{
    private const int Head = 400;
    private const int Tail = 200;

    /// <summary>The parts of the planner that take part.</summary>
    public LexicalParts Parts { get; init; } = LexicalParts.All;

    /// <summary>Whether a part takes part.</summary>
    public bool Has(LexicalParts part) => (Parts & part) != 0;

    /// <summary>Whether it speaks of a text of its own ("I have a long article") that did not come with it.</summary>
    public bool TellsOfText { get; } = Tells(Words, Literals, Files);

    /// <summary>
    /// Whether a word is read for what it asks. Nobody asks for things in a thousand words: in a long request the middle is pasted text,
    /// and what is wanted stands before or behind it.
    /// </summary>
    public bool Asks(int word) => word < Head || word >= Words.Count - Tail;

    /// <summary>Whether a word begins a sentence, or what stands behind a colon: "check it: does the picture show …".</summary>
    public bool Begins(int word) => word == 0 || Words[word - 1].Sentence != Words[word].Sentence
        || Text.AsSpan(Words[word - 1].End, Words[word].Start - Words[word - 1].End).Contains(':');

    /// <summary>Whether a word stands behind the announcement of several wishes: "two requests: …", «нужны три вещи».</summary>
    public bool IsOfSeveral(int word) => _announced >= 0 && word > _announced;

    private readonly int _announced = Announced(Words);

    private static int Announced(IReadOnlyList<Word> words)
    {
        for (var i = 0; i + 1 < words.Count; i++)
        {
            if (words[i].Lower is "two" or "three" or "four" or "several" or "couple" or "два" or "две" or "три" or "четыре" or "несколько"
                && words[i + 1].Stem is "request" or "thing" or "job" or "task" or "errand" || (words[i].Lower is "два" or "две" or "три" or "четыре" or "несколько"
                && (words[i + 1].Lower.StartsWith("вещ", StringComparison.Ordinal) || words[i + 1].Lower.StartsWith("дел", StringComparison.Ordinal)
                    || words[i + 1].Lower.StartsWith("зада", StringComparison.Ordinal) || words[i + 1].Lower.StartsWith("просьб", StringComparison.Ordinal))))
            {
                return i + 1;
            }
        }

        return -1;
    }

    /// <summary>Whether two words stand in different items of a numbered list: items are wishes of their own.</summary>
    public bool IsListed(int one, int other) => Item(one) != Item(other);

    // 0 outside of a list; a list is at least two numbers in front of items: "1) … 2) …".
    private int Item(int word) => _items.Count < 2 ? 0 : _items.Count(start => start <= Words[Math.Clamp(word, 0, Words.Count - 1)].Start);

    private readonly List<int> _items = [.. ItemStart().Matches(Text).Select(match => match.Index)];

    [GeneratedRegex(@"(?<=^|\s)\d{1,2}[.)](?=\s)")]
    private static partial Regex ItemStart();

    /// <summary>The quoted question that follows a word in its sentence: the one that "answer the question" means. Null when there is none.</summary>
    public int? QuestionAfter(int word)
    {
        for (var i = word; i < Words.Count && Words[i].Sentence == Words[word].Sentence; i++)
        {
            if (Words[i].Literal is var literal and >= 0 && Literals[literal].IsQuestion)
            {
                return literal;
            }
        }

        return null;
    }

    /// <summary>The request's own characters from one word to another, both included.</summary>
    public string Slice(int first, int last) => Text[Words[first].Start..Words[last].End];

    private static bool Tells(IReadOnlyList<Word> words, IReadOnlyList<Literal> literals, IReadOnlyList<SourceFile> files)
    {
        if (literals.Any(literal => !literal.IsQuestion) || files.Any(file => file.Modality is Modality.Text))
        {
            return false;
        }

        for (var i = 0; i < words.Count; i++)
        {
            for (var j = i + 1; words[i].Is(WordClass.Has) && j < Math.Min(words.Count, i + 5)
                && words[j].Sentence == words[i].Sentence; j++)
            {
                if (words[j].Is(WordClass.Media))
                {
                    if (words[j].Is(WordClass.Text))
                    {
                        return true;
                    }

                    break;
                }
            }
        }

        return false;
    }
}
