namespace Planner.Planning.Lexical;

/// <summary>How much of a request its plan accounts for: a sentence that asks for something and got no step lowers the confidence.</summary>
internal static class Explained
{
    private const double Least = 0.6;
    private const int Short = 3;

    /// <summary>From 0.6, when only a small part of the sentences is accounted for, to 1.</summary>
    public static double Share(RequestText request, IReadOnlyList<Ask> asks)
    {
        var explained = asks.Select(ask => request.Words[Math.Clamp(ask.Anchor, 0, request.Words.Count - 1)].Sentence).ToHashSet();
        var open = request.Words.GroupBy(word => word.Sentence)
            .Where(sentence => sentence.Count() >= Short || request.Questions[sentence.Key])
            .Select(sentence => sentence.Key)
            .ToList();
        var share = open.Count == 0 ? 1 : (double)open.Count(explained.Contains) / open.Count;
        return Least + ((1 - Least) * share);
    }
}
