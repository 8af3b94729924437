using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>
/// Summarizes a text by its own sentences, in their order: centrality (<see cref="SentenceGraph"/>) with a mild preference for early
/// sentences and for stated facts, then maximal marginal relevance (Carbonell and Goldstein 1998) against repetition.
/// </summary>
public static class ExtractiveSummarizer
{
    private const int DefaultSentences = 3;

    // Bounds the graph: its time and memory grow with the square.
    private const int MaxCandidates = 800;

    private const float CentralityWeight = 0.55f;
    private const float FactWeight = 0.3f;
    private const float PositionWeight = 0.15f;
    private const float Relevance = 0.7f;
    private const float SameSentence = 0.8f;

    /// <summary>Picks the sentences that say most.</summary>
    /// <param name="text">Any text; a text without sentences gives an empty list.</param>
    /// <param name="options">How long the summary may be; three sentences when null.</param>
    /// <param name="cancellationToken">Ends the work between two sentences.</param>
    public static IReadOnlyList<SummarySentence> Summarize(string text, SummaryOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= new SummaryOptions();
        var all = StemmedSentence.Read(text);
        var limit = Limit(options, all.Count);
        var candidates = Candidates(text, all, limit, cancellationToken);
        if (candidates.Count == 0)
        {
            return [];
        }

        var graph = new SentenceGraph(candidates, cancellationToken);
        var scores = Score(text, candidates, graph, cancellationToken);
        return [.. Pick(candidates, graph, scores, limit, options.MaxWords ?? int.MaxValue, cancellationToken)
            .Order()
            .Select(i => new SummarySentence(TextWhitespace.Collapse(candidates[i].Span.In(text)), candidates[i].Span.Start, candidates[i].Span.End, Math.Clamp(scores[i], 0, 1)))];
    }

    private static int Limit(SummaryOptions options, int sentences)
    {
        var limit = options.MaxSentences ?? (options.Ratio is null && options.MaxWords is null ? DefaultSentences : sentences);
        if (options.Ratio is { } ratio)
        {
            limit = Math.Min(limit, (int)Math.Ceiling(sentences * Math.Clamp(ratio, 0, 1)));
        }

        return Math.Max(1, limit);
    }

    private static List<StemmedSentence> Candidates(string text, List<StemmedSentence> all, int limit, CancellationToken cancellationToken)
    {
        var content = all.FindAll(s =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return !Boilerplate.Is(text, s);
        });
        var candidates = content.Count >= Math.Min(limit, all.Count) ? content : all;
        return candidates.Count <= MaxCandidates ? candidates : Densest(candidates);
    }

    // Keeps the sentences nearest to the centroid of the text (Radev et al. 2004, MEAD), in their order.
    private static List<StemmedSentence> Densest(List<StemmedSentence> sentences)
    {
        var frequency = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in sentences.SelectMany(s => s.Words).Where(w => !w.IsStop))
        {
            frequency[word.Stem] = frequency.GetValueOrDefault(word.Stem) + 1;
        }

        return [.. sentences
            .Select((s, i) => (Sentence: s, Index: i, Weight: s.Words.Where(w => !w.IsStop).Sum(w => Math.Log(frequency[w.Stem])) / Math.Sqrt(5 + s.Words.Count)))
            .OrderByDescending(s => s.Weight)
            .Take(MaxCandidates)
            .OrderBy(s => s.Index)
            .Select(s => s.Sentence)];
    }

    private static float[] Score(string text, List<StemmedSentence> sentences, SentenceGraph graph, CancellationToken cancellationToken)
    {
        var scores = graph.Centrality(cancellationToken);
        for (var i = 0; i < scores.Length; i++)
        {
            var position = 1f / (1 + i);
            scores[i] = (CentralityWeight * scores[i]) + (FactWeight * SentenceFacts.Weigh(text, sentences[i])) + (PositionWeight * position);
        }

        return scores;
    }

    private static List<int> Pick(List<StemmedSentence> sentences, SentenceGraph graph, float[] scores, int limit, int maxWords, CancellationToken cancellationToken)
    {
        var picked = new List<int>();
        var nearest = new float[scores.Length];
        var left = Enumerable.Range(0, scores.Length).Where(i => sentences[i].Words.Count <= maxWords).ToList();
        left = left.Count > 0 ? left : [.. Enumerable.Range(0, scores.Length)];
        var words = 0;
        while (picked.Count < limit && left.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var best = left.MaxBy(i => (Relevance * scores[i]) - ((1 - Relevance) * nearest[i]));
            left.Remove(best);
            var tooLong = words + sentences[best].Words.Count > maxWords;
            if (picked.Count > 0 && (tooLong || nearest[best] > SameSentence))
            {
                continue;
            }

            picked.Add(best);
            words += sentences[best].Words.Count;
            foreach (var i in left)
            {
                nearest[i] = Math.Max(nearest[i], graph.Similarity(best, i));
            }
        }

        return picked;
    }
}
