using Planner.Catalog;

namespace Planner.Matching.Indexing;

/// <summary>The words of a card, field by field.</summary>
internal sealed class CardText
{
    /// <summary>What an occurrence in each field counts; the words of an id are few and telling, but often only a name; tags are common to many cards.</summary>
    public static readonly float[] Weights = [1, 1, 0.5f];

    private readonly Dictionary<string, string> _stems = new(StringComparer.Ordinal);

    /// <summary>The terms of description, id and tags.</summary>
    public List<string>[] Fields(ModelCard card) => [Terms(card.Description), Terms(card.Id), Terms(Tags(card))];

    /// <summary>The terms of a text.</summary>
    public List<string> Terms(string text)
    {
        // Words are endless where ids are; what is remembered must not be.
        if (_stems.Count > 1 << 18)
        {
            _stems.Clear();
        }

        return SearchTerms.Of(text, _stems);
    }

    private static string Tags(ModelCard card) =>
        string.Join(' ', [.. card.Tasks, .. card.Languages.Take(3).Select(LanguageNames.Name), card.License, card.Library]);
}
