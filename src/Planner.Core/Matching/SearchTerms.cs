using Planner.Text;
using Stems = System.Collections.Generic.Dictionary<string, string>.AlternateLookup<System.ReadOnlySpan<char>>;

namespace Planner.Matching;

/// <summary>
/// The terms by which cards are found: words without stop words, stemmed. An identifier is split at everything that is no letter or digit,
/// and a word of mixed case (<c>MiniLM</c>, <c>DistilBERT</c>) gives its parts besides itself.
/// </summary>
internal static class SearchTerms
{
    // Shorter parts (the m of mBART, the De of DeBERTa) are noise.
    private const int ShortestPart = 3;

    /// <summary>The terms of a text in order, repeats included.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="stems">Words whose stems are known already; new ones are added. Saves most of the work over many texts.</param>
    public static List<string> Of(string text, Dictionary<string, string>? stems = null)
    {
        var known = (stems ?? new Dictionary<string, string>(StringComparer.Ordinal)).GetAlternateLookup<ReadOnlySpan<char>>();
        var terms = new List<string>(text.Length / 6);
        for (var start = 0; start < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[start]))
            {
                start++;
                continue;
            }

            var end = start + 1;
            while (end < text.Length && IsInside(text, end))
            {
                end++;
            }

            Add(terms, text.AsSpan(start, end - start), known);
            start = end;
        }

        return terms;
    }

    private static bool IsInside(string text, int i) =>
        char.IsLetterOrDigit(text[i])
        || (text[i] is '\'' or '’' && i + 1 < text.Length && char.IsLetter(text[i + 1]) && char.IsLetter(text[i - 1]));

    private static void Add(List<string> terms, ReadOnlySpan<char> word, Stems known)
    {
        if (Stem(word, known) is not { Length: > 0 } whole)
        {
            return;
        }

        terms.Add(whole);
        var start = 0;
        for (var i = 1; i <= word.Length; i++)
        {
            if (i < word.Length && !IsSeam(word, i))
            {
                continue;
            }

            if (i - start >= ShortestPart && i - start < word.Length)
            {
                terms.Add(Stemmer.Stem(word[start..i]));
            }

            start = i;
        }
    }

    // Empty for a stop word.
    private static string Stem(ReadOnlySpan<char> word, Stems known)
    {
        if (!known.TryGetValue(word, out var stem))
        {
            known[word] = stem = StopWords.Contains(word) ? "" : Stemmer.Stem(word);
        }

        return stem;
    }

    // Between "i" and "L" of MiniLM, and before the last capital of a run of them: HFModel is HF and Model.
    private static bool IsSeam(ReadOnlySpan<char> word, int i) =>
        char.IsUpper(word[i])
        && (char.IsLower(word[i - 1]) || (char.IsUpper(word[i - 1]) && i + 1 < word.Length && char.IsLower(word[i + 1])));
}
