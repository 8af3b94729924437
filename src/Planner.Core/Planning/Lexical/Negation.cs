namespace Planner.Planning.Lexical;

/// <summary>Leaves out what the request says not to do.</summary>
internal static class Negation
{
    private const int Before = 4;
    private const int After = 4;

    /// <summary>Whether each mention is negated: "do not translate", «переводить не надо», and what is joined to such a one.</summary>
    public static List<(Mention Mention, double Score)> Apply(RequestText request, List<(Mention Mention, double Score)> mentions)
    {
        var kept = new List<(Mention, double)>();
        Mention? negated = null;
        Mention? previous = null;
        foreach (var pair in mentions)
        {
            if (IsNegated(request, pair.Mention, previous) || IsLeftToUs(request, pair.Mention) || (negated is not null && Continues(request, negated, pair.Mention)))
            {
                negated = pair.Mention;
            }
            else
            {
                kept.Add(pair);
                negated = null;
            }

            previous = pair.Mention;
        }

        return kept;
    }

    private static bool IsNegated(RequestText request, Mention mention, Mention? previous)
    {
        // "Isn't this rude?" asks for it all the same.
        var words = request.Words;
        var asked = request.Questions[words[mention.First].Sentence];
        for (var i = mention.First - 1; !asked && i >= Math.Max(0, mention.First - Before) && i > (previous?.Last ?? -1); i--)
        {
            if (words[i].Sentence != words[mention.First].Sentence || words[i].Commas != words[mention.First].Commas)
            {
                break;
            }

            if (words[i].Is(WordClass.Not) && (i + 1 >= words.Count || words[i + 1].Lower is not ("only" or "только")))
            {
                return true;
            }
        }

        // Russian puts it behind: «переводить не надо», "no translation is needed" has it in front already.
        for (var i = mention.Last + 1; i < Math.Min(words.Count - 1, mention.Last + 1 + After); i++)
        {
            if (words[i].Sentence != words[mention.Last].Sentence || words[i].Commas != words[mention.Last].Commas)
            {
                break;
            }

            if (words[i].Is(WordClass.Not)
                && Enumerable.Range(i + 1, Math.Min(3, words.Count - i - 1)).Any(next => words[next].Is(WordClass.Unneeded)))
            {
                return true;
            }
        }

        return false;
    }

    // "I need a still, too, but I'll cut that myself", «в базу положу сам»: what the user does.
    private static bool IsLeftToUs(RequestText request, Mention mention)
    {
        var words = request.Words;
        for (var i = mention.Last + 1; i < words.Count && words[i].Sentence == words[mention.First].Sentence; i++)
        {
            if (words[i].Lower is "myself" or "ourselves" or "сам" or "сама" or "сами" && words[i].Commas - words[mention.Last].Commas <= 2)
            {
                return Enumerable.Range(mention.Last + 1, i - mention.Last).Any(at => words[at].Lower is "i'll" or "i" or "we" or "we'll" or "я" or "мы");
            }
        }

        return false;
    }

    // "do not translate or summarise", «расшифровывать не надо, переводить тоже».
    private static bool Continues(RequestText request, Mention negated, Mention mention)
    {
        var words = request.Words;
        if (words[negated.Last].Sentence != words[mention.First].Sentence)
        {
            return false;
        }

        if (mention.Last + 1 < words.Count && words[mention.Last + 1].Lower is "тоже" or "также" or "either")
        {
            return true;
        }

        for (var i = negated.Last + 1; i < mention.First; i++)
        {
            if (!words[i].Is(WordClass.Filler) && words[i].Lower is not ("or" or "nor" or "или" or "ни"))
            {
                return false;
            }
        }

        return words[mention.First].Commas == words[negated.Last].Commas;
    }
}
