namespace Planner.Planning.Lexical;

/// <summary>"I have a noisy recording of a voice command, and I want …": up to what is wanted, a sentence says only what there
/// is.</summary>
internal static class Telling
{
    private const int Opening = 4;

    /// <summary>Whether a mention stands in such a part.</summary>
    public static bool Covers(RequestText request, Mention mention)
    {
        var words = request.Words;
        var start = mention.First;
        while (start > 0 && words[start - 1].Sentence == words[mention.First].Sentence)
        {
            start--;
        }

        var tells = false;
        for (var i = start; i <= mention.First; i++)
        {
            tells = (words[i].Is(WordClass.Has) && i - start < Opening) || (tells && !words[i].Is(WordClass.Wants));
        }

        return tells;
    }
}
