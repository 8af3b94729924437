using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>
/// How central each sentence is among all: continuous LexRank (Erkan and Radev 2004, "LexRank: Graph-based Lexical Centrality as
/// Salience in Text Summarization", section 3.3) over the cosine of TF-IDF vectors of stems.
/// </summary>
internal sealed class SentenceGraph
{
    // The paper's d in equation 3 is the chance of a jump; it reports 0.1 to 0.2.
    private const float Jump = 0.15f;
    private const int MaxIterations = 60;
    private const float Tolerance = 1e-5f;

    private readonly float[][] _similarity;

    /// <summary>Compares all sentences with each other.</summary>
    /// <param name="sentences">The sentences; the time grows with the square of their number.</param>
    /// <param name="cancellationToken">Ends the work between two sentences.</param>
    public SentenceGraph(IReadOnlyList<StemmedSentence> sentences, CancellationToken cancellationToken = default)
    {
        var vectors = Vectors(sentences);
        var postings = new Dictionary<string, List<(int Sentence, float Weight)>>(StringComparer.Ordinal);
        _similarity = new float[sentences.Count][];
        for (var i = 0; i < sentences.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var row = new float[sentences.Count];
            foreach (var (stem, weight) in vectors[i])
            {
                if (!postings.TryGetValue(stem, out var list))
                {
                    postings[stem] = list = [];
                }

                foreach (var (other, otherWeight) in list)
                {
                    row[other] += weight * otherWeight;
                }

                list.Add((i, weight));
            }

            _similarity[i] = row;
            for (var j = 0; j < i; j++)
            {
                _similarity[j][i] = row[j];
            }
        }
    }

    /// <summary>The cosine of two sentences, 0 to 1.</summary>
    public float Similarity(int first, int second) => _similarity[first][second];

    /// <summary>The centrality of every sentence, scaled so that the highest is 1.</summary>
    /// <param name="cancellationToken">Ends the work between two rounds.</param>
    public float[] Centrality(CancellationToken cancellationToken = default)
    {
        var count = _similarity.Length;
        var sums = Array.ConvertAll(_similarity, row => row.Sum() + 1f);
        var rank = new float[count];
        Array.Fill(rank, 1f / count);
        for (var iteration = 0; iteration < MaxIterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var next = new float[count];
            Array.Fill(next, Jump / count);
            for (var i = 0; i < count; i++)
            {
                var share = (1 - Jump) * rank[i] / sums[i];
                var row = _similarity[i];
                next[i] += share;
                for (var j = 0; j < count; j++)
                {
                    next[j] += share * row[j];
                }
            }

            var change = 0f;
            for (var i = 0; i < count; i++)
            {
                change += Math.Abs(next[i] - rank[i]);
            }

            rank = next;
            if (change < Tolerance)
            {
                break;
            }
        }

        var best = rank.Max();
        return Array.ConvertAll(rank, r => r / best);
    }

    private static List<Dictionary<string, float>> Vectors(IReadOnlyList<StemmedSentence> sentences)
    {
        var frequency = new Dictionary<string, int>(StringComparer.Ordinal);
        var vectors = new List<Dictionary<string, float>>(sentences.Count);
        foreach (var sentence in sentences)
        {
            var counts = new Dictionary<string, float>(StringComparer.Ordinal);
            foreach (var word in sentence.Words.Where(w => !w.IsStop))
            {
                counts[word.Stem] = counts.GetValueOrDefault(word.Stem) + 1;
            }

            foreach (var stem in counts.Keys)
            {
                frequency[stem] = frequency.GetValueOrDefault(stem) + 1;
            }

            vectors.Add(counts);
        }

        foreach (var vector in vectors)
        {
            var squares = 0f;
            foreach (var stem in vector.Keys)
            {
                var weight = vector[stem] * MathF.Log(1 + ((float)sentences.Count / frequency[stem]));
                vector[stem] = weight;
                squares += weight * weight;
            }

            var length = MathF.Sqrt(squares);
            foreach (var stem in vector.Keys)
            {
                vector[stem] /= length;
            }
        }

        return vectors;
    }
}
