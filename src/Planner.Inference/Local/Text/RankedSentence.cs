using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>A sentence of the context beside a question.</summary>
/// <param name="Index">Its place in the document.</param>
/// <param name="Sentence">The sentence.</param>
/// <param name="Relevance">0 to 1: the share of the question's weight that it and its neighbours hold.</param>
/// <param name="Own">The same share without the neighbours.</param>
/// <param name="Covered">0 to 1: the share of the question's content words, by rarity, that it and its neighbours hold whole.</param>
/// <param name="HoldsRarest">Whether it or a neighbour holds the rarest content word of the question.</param>
/// <param name="Hits">For each word, how much it answers to a term of the question (weight times likeness; 0 for none).</param>
internal sealed record RankedSentence(int Index, StemmedSentence Sentence, double Relevance, double Own, double Covered, bool HoldsRarest, double[] Hits)
{
    /// <summary>The index of the first word that answers to a term, or -1.</summary>
    public int FirstHit => Array.FindIndex(Hits, h => h > 0);

    /// <summary>The index of the last word that answers to a term, or -1.</summary>
    public int LastHit => Array.FindLastIndex(Hits, h => h > 0);
}
