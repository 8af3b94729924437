using System.Collections.Frozen;
using System.Text.Json;
using Planner.Catalog;
using Planner.Text;

namespace Planner.Matching.Indexing;

/// <summary>English words for Russian ones that people describe models by (<c>model-catalog/words.ru.json</c>): cards are written in English, whoever searches.</summary>
internal static class RussianWords
{
    private static readonly FrozenDictionary<string, string[]> English = Load(Path.Combine(global::Planner.Shipped.Find(CatalogOptions.ShippedFolder), "words.ru.json"));

    /// <summary>The terms for a stem; none when it is not known.</summary>
    public static IReadOnlyList<string> Of(string stem) => English.GetValueOrDefault(stem, []);

    private static FrozenDictionary<string, string[]> Load(string path)
    {
        try
        {
            var words = JsonSerializer.Deserialize(File.ReadAllBytes(path), IndexJson.Default.DictionaryStringString) ?? [];
            return words.GroupBy(pair => Stemmer.Stem(pair.Key), StringComparer.Ordinal)
                .ToFrozenDictionary(group => group.Key, group => group.SelectMany(pair => SearchTerms.Of(pair.Value)).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // Searches go by the words as they are.
            return FrozenDictionary<string, string[]>.Empty;
        }
    }
}
