namespace Planner.Planning.Lexical;

/// <summary>"I have a noisy recording of a voice command, and I want …": up to what is wanted, a sentence says only what there
/// is, and "before I send the letter" what somebody does without us.</summary>
internal static class Telling
{
    private const int Opening = 4;

    /// <summary>Whether a mention stands in such a part.</summary>
    public static bool Covers(RequestText request, Mention mention)
    {
        var words = request.Words;
        var start = mention.First;
        while (!request.Begins(start))
        {
            start--;
        }

        if (IsOwnDoing(request, mention))
        {
            return true;
        }

        var tells = false;
        for (var i = start; i <= mention.First; i++)
        {
            tells = (words[i].Is(WordClass.Has) && i - start < Opening) || (tells && !words[i].Is(WordClass.Wants));
        }

        return tells;
    }

    private static bool IsOwnDoing(RequestText request, Mention mention)
    {
        var words = request.Words;
        return !request.Begins(mention.First) && !words[mention.First].Is(WordClass.Wants)
            && words[mention.First - 1].Lower is "i" or "we" && words[mention.First - 1].Sentence == words[mention.First].Sentence;
    }
}
