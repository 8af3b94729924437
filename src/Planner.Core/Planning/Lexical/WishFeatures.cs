using Planner.Catalog;
using Planner.Text;

namespace Planner.Planning.Lexical;

/// <summary>What <see cref="WishClassifier"/> goes by: stems, pairs of neighbours, classes of words, what the cues made of them and what came with the request.</summary>
internal static class WishFeatures
{
    private const WordClass Telling = WordClass.Media | WordClass.Color | WordClass.Lang | WordClass.Make | WordClass.Asks | WordClass.Choice;

    /// <summary>The features of some words, each once, as hashes.</summary>
    /// <param name="words">The request's words.</param>
    /// <param name="first">The first of the clause.</param>
    /// <param name="last">Its last.</param>
    /// <param name="asked">The tasks that the cues found in it.</param>
    /// <param name="given">What came with the request.</param>
    public static IReadOnlyList<uint> Of(IReadOnlyList<Word> words, int first, int last, IEnumerable<TaskType> asked, WordClass given)
    {
        var found = new HashSet<uint>();
        var before = "^";
        for (var i = first; i <= last; i++)
        {
            var word = words[i];
            if (word.Lower.Length == 0)
            {
                found.Add(Hash('k', word.Literal >= 0 ? "quote" : "file"));
                before = "";
                continue;
            }

            found.Add(Hash('u', word.Stem));
            if ((word.Class & Telling) is var kind and not WordClass.None)
            {
                found.Add(Hash('m', "", (uint)kind));
            }

            if (!word.Is(WordClass.Filler))
            {
                found.Add(Hash('b', word.Stem, Hash('b', before)));
                before = word.Stem;
            }
        }

        foreach (var task in asked)
        {
            found.Add(Hash('q', task.Id));
        }

        for (var kind = 1u; kind <= (uint)given; kind <<= 1)
        {
            if (((uint)given & kind) != 0)
            {
                found.Add(Hash('h', "", kind));
            }
        }

        return [.. found];
    }

    // Half of the bits: of some ten thousands of features, hardly two share them.
    private static uint Hash(char kind, string text, uint seed = 0) => (uint)StableHash.Of(text, ((ulong)seed << 16) | kind);
}
