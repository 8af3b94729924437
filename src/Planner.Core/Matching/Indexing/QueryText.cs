using Planner.Text;

namespace Planner.Matching.Indexing;

/// <summary>A query taken apart.</summary>
internal sealed class QueryText
{
    // A word of wanting may still be the telling one ("platform", "customer"), but seldom is.
    private const float WantingWeight = 0.25f;

    private QueryText(IReadOnlyList<(string Term, float Weight)> terms, IReadOnlyList<string> telling) => (Terms, Telling) = (terms, telling);

    /// <summary>The different terms, each with how much it counts.</summary>
    public IReadOnlyList<(string Term, float Weight)> Terms { get; }

    /// <summary>The terms that tell what is wanted, in order, repeats included.</summary>
    public IReadOnlyList<string> Telling { get; }

    /// <summary>Takes a query apart.</summary>
    public static QueryText Of(string text)
    {
        var telling = SearchTerms.Of(WithoutWanting(text));
        var kept = telling.ToHashSet(StringComparer.Ordinal);
        return new QueryText(
            [
                .. SearchTerms.Of(text).Distinct(StringComparer.Ordinal).Select(term => (term, kept.Contains(term) ? 1 : WantingWeight)),
                .. telling.SelectMany(RussianWords.Of).Distinct(StringComparer.Ordinal).Where(term => !kept.Contains(term)).Select(term => (term, 1f)),
                .. TranslationWay.In(text) is { } way ? [(way, 1f)] : Array.Empty<(string, float)>(),
            ],
            telling);
    }

    /// <summary>The text without words of wanting.</summary>
    public static string WithoutWanting(string text) => string.Join(' ', Tokenizer.Words(text)
        .Select(token => token.In(text).ToString())
        .Where(word => !RequestWords.Contains(word)));

    /// <summary>The features of the query for <see cref="LearnedVectors"/>.</summary>
    public Dictionary<ulong, float> Features()
    {
        var features = new Dictionary<ulong, float>();
        foreach (var (term, weight) in Terms)
        {
            TextFeatures.Add(features, term, weight);
        }

        return features;
    }
}
