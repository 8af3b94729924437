namespace Planner.Planning.Lexical;

/// <summary>Fits one cue to one place of a request.</summary>
internal static class CueMatcher
{
    private const int MaxCommas = 2;

    /// <summary>The indexes of the words that the cue takes when it begins at <paramref name="at"/>, or null.</summary>
    public static int[]? Match(Cue cue, RequestText request, int at)
    {
        var words = request.Words;
        if (!cue.Elements[0].Fits(words[at]) || (cue.AtStart && !request.Begins(at)))
        {
            return null;
        }

        Span<int> places = stackalloc int[cue.Elements.Length];
        places[0] = at;
        var count = Fit(cue.Elements, 1, words, at, places, 1);
        return count == 0 ? null : places[..count].ToArray();
    }

    private static int Fit(CueElement[] elements, int index, IReadOnlyList<Word> words, int last, Span<int> places, int count)
    {
        if (index == elements.Length)
        {
            return count;
        }

        var element = elements[index];
        var sentence = words[last].Sentence;
        var passed = 0;
        for (var i = last + 1; i < words.Count && words[i].Sentence == sentence; i++)
        {
            // "Read the text, generate …" asks for no text generation: a comma parts what must stand together.
            if (element.Gap == 0 && Commas(words, last, i) > 0)
            {
                break;
            }

            if (element.Fits(words[i]))
            {
                places[count] = i;
                var done = Fit(elements, index + 1, words, i, places, count + 1);
                if (done > 0)
                {
                    return done;
                }
            }

            if (words[i].Is(WordClass.Filler))
            {
                continue;
            }

            if (element.Phrase && (words[i].Is(WordClass.From | WordClass.And)
                || words[i].Lower is "to" or "as" or "that" or "which" or "чтобы"))
            {
                break;
            }

            // Adjacent words stay adjacent, a gap has an end, and a verb takes the first thing that follows it unless more are listed.
            if (++passed > element.Gap || Commas(words, last, i) > MaxCommas || (!element.OverMedia && words[i].Is(WordClass.Media)
                && !words[i].Is(WordClass.Named) && !Listed(words, i)))
            {
                break;
            }
        }

        return element.Optional ? Fit(elements, index + 1, words, last, places, count) : 0;
    }

    private static int Commas(IReadOnlyList<Word> words, int from, int to) => words[to].Commas - words[from].Commas;

    private static bool Listed(IReadOnlyList<Word> words, int at) =>
        at + 1 < words.Count && (words[at + 1].Is(WordClass.And | WordClass.Media) || words[at + 1].Commas != words[at].Commas);
}
