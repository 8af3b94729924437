using Planner.Text;

namespace Planner.Matching.Indexing;

/// <summary>From what into what a text wants to translate, as a term that cards of models for one direction carry too: by their words alone, both directions read alike.</summary>
internal static class TranslationWay
{
    private static readonly string[] Into = ["to", "into", "на"];

    /// <summary>The term of a direction, by ISO 639-1 codes.</summary>
    public static string Term(string from, string to) => $"{from}>{to}";

    /// <summary>The term of the first direction in a text ("English to Russian", "с русского на английский"); null: none.</summary>
    public static string? In(string text)
    {
        string? from = null;
        var into = false;
        foreach (var token in Tokenizer.Words(text))
        {
            var word = token.In(text).ToString().ToLowerInvariant();
            if (Language.OfWord(word)?.Code is { } code)
            {
                if (from is not null && into)
                {
                    return Term(from, code);
                }

                from = code;
                into = false;
            }
            else
            {
                // Only straight after the language: "English speech, to find Russian words" names no direction.
                into = from is not null && !into && Into.Contains(word, StringComparer.Ordinal);
                from = into ? from : null;
            }
        }

        return null;
    }
}
