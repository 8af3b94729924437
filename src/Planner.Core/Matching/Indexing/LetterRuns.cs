using Planner.Text;

namespace Planner.Matching.Indexing;

/// <summary>The runs of letters by which words that look alike are found.</summary>
internal static class LetterRuns
{
    /// <summary>The hashes of a word's different runs of <see cref="TextFeatures.Gram"/> letters, its ends marked.</summary>
    public static ulong[] Of(string word)
    {
        var marked = $"^{word}$";
        var runs = new HashSet<ulong>();
        for (var i = 0; i + TextFeatures.Gram <= marked.Length; i++)
        {
            runs.Add(StableHash.Of(marked.AsSpan(i, TextFeatures.Gram)));
        }

        return [.. runs];
    }
}
