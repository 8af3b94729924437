using Planner.Catalog;

namespace Planner.Matching;

/// <summary>The catalog's cards, searchable by words. Built when first asked.</summary>
internal sealed class CardIndex(ModelCatalog catalog)
{
    // The words of an id are few and telling, but often only a name; tags are common to many cards.
    private static readonly Bm25Field[] Fields = [new("description", 1), new("id", 1), new("tags", 0.5)];

    private readonly Lazy<Bm25Index> _index = new(() => Build(catalog.Cards));

    /// <summary>How much of the text's known words each card accounts for, 0 to 1, by card id; cards with 0 are left out.</summary>
    public IReadOnlyDictionary<string, double> Fit(string text)
    {
        var fits = new Dictionary<string, double>(StringComparer.Ordinal);
        var terms = SearchTerms.Of(text);
        if (terms.Count == 0)
        {
            return fits;
        }

        var scores = _index.Value.Score(terms);
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] > 0)
            {
                fits.Add(catalog.Cards[i].Id, scores[i]);
            }
        }

        return fits;
    }

    private static Bm25Index Build(IReadOnlyList<ModelCard> cards)
    {
        var stems = new Dictionary<string, string>(StringComparer.Ordinal);
        return new Bm25Index(Fields, [.. cards.Select(card => new IReadOnlyList<string>[]
        {
            SearchTerms.Of(card.Description, stems),
            SearchTerms.Of(card.Id, stems),
            SearchTerms.Of(string.Join(' ', [.. card.Tasks, .. card.Languages.Select(LanguageNames.Name), card.License, card.Library]), stems),
        })]);
    }
}
