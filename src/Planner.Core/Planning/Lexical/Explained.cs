namespace Planner.Planning.Lexical;

/// <summary>How much of a request its plan accounts for: a sentence that asks for something and got no step lowers the confidence.</summary>
internal static class Explained
{
    private const int Short = 3;

    /// <summary>The share of the sentences that is accounted for, 0 to 1.</summary>
    public static double Share(RequestText request, IReadOnlyList<Ask> asks)
    {
        var explained = asks.Select(ask => request.Words[Math.Clamp(ask.Anchor, 0, request.Words.Count - 1)].Sentence).ToHashSet();
        var open = request.Words.GroupBy(word => word.Sentence)
            .Where(sentence => sentence.Count() >= Short || request.Questions[sentence.Key])
            .Select(sentence => sentence.Key)
            .ToList();
        return open.Count == 0 ? 1 : (double)open.Count(explained.Contains) / open.Count;
    }
}
