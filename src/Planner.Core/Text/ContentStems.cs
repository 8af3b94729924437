namespace Planner.Text;

/// <summary>The words of a text that say what it is about, as stems.</summary>
internal static class ContentStems
{
    /// <summary>The stems of its words of three letters and more that are no stop words.</summary>
    public static HashSet<string> Of(string text) => Tokenizer.Words(text)
        .Select(token => token.In(text).ToString())
        .Where(word => word.Length > 2 && !StopWords.Contains(word))
        .Select(word => Stemmer.Stem(word))
        .ToHashSet(StringComparer.Ordinal);
}
