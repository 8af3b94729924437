using System.Runtime.InteropServices;
using Planner.Text;

namespace Planner.Matching.Indexing;

/// <summary>
/// What a text is made of for <see cref="LearnedVectors"/>: its terms, and the runs of four letters in them, by which words that only look alike
/// (transcribe, transcription, transcriber) share something.
/// </summary>
internal static class TextFeatures
{
    /// <summary>The length of the runs of letters.</summary>
    public const int Gram = 4;

    private const ulong GramSeed = 0x9e3779b97f4a7c15;

    /// <summary>Adds a term and its runs of letters, each with <paramref name="weight"/>.</summary>
    public static void Add(Dictionary<ulong, float> features, string term, float weight)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(features, StableHash.Of(term), out _) += weight;
        Span<char> marked = stackalloc char[Math.Min(term.Length, 40) + 2];
        marked[0] = '^';
        term.AsSpan(0, marked.Length - 2).CopyTo(marked[1..]);
        marked[^1] = '$';
        for (var i = 0; i + Gram <= marked.Length; i++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(features, StableHash.Of(marked.Slice(i, Gram), GramSeed), out _) += weight;
        }
    }

    /// <summary>The features of a card, each with how often it occurs.</summary>
    public static Dictionary<ulong, float> Of(IEnumerable<List<string>> fields)
    {
        var features = new Dictionary<ulong, float>();
        foreach (var term in fields.SelectMany(field => field))
        {
            Add(features, term, 1);
        }

        return features;
    }
}
