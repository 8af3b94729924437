using Planner.Catalog;
using Planner.Text;

namespace Planner.Matching.Indexing;

/// <summary>The words of a card, field by field.</summary>
internal sealed class CardText
{
    /// <summary>
    /// What an occurrence in each field counts: description; id, whose words are few and telling, but often only a name; tags, which are common to many cards; and
    /// what the names in the card stand for, which the card itself does not say.
    /// </summary>
    public static readonly float[] Weights = [1, 1, 0.5f, 0.5f];

    /// <summary>
    /// How much each field's length is held against a card (BM25's b). For descriptions the 0.4 of Anserini's baselines (P. Yang, H. Fang and J. Lin,
    /// "Anserini: Reproducible Ranking Baselines Using Lucene", JDIQ 2018) rather than 0.75: a card that says more, or names more, is seldom padded.
    /// </summary>
    public static readonly float[] Lengths = [0.4f, 0.5f, 0.5f, 0];

    private readonly Dictionary<string, string> _stems = new(StringComparer.Ordinal);

    /// <summary>The terms of each field.</summary>
    public List<string>[] Fields(ModelCard card)
    {
        var own = string.Join(' ', card.Tags);
        var tags = Terms($"{Tags(card)} {own}");
        if (LanguageFit.Direction(card) is var (from, to))
        {
            tags.Add(TranslationWay.Term(from, to));
        }

        return
        [
            Terms(card.Description),
            Terms(card.Id),
            tags,
            Terms(KnownNames.Shipped.MeaningsIn(card.Id, card.Description, own)),
        ];
    }

    /// <summary>The fields that words are learned from: what the card itself says.</summary>
    public static List<string>[] Own(List<string>[] fields) => fields[..3];

    /// <summary>What an embedding model is told of a card: what it is called, does and says; not its figures, which change every day.</summary>
    public static string Told(ModelCard card) => $"{card.Id} ({string.Join(", ", card.Tasks)}): {card.Description}";

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
        string.Join(' ', [.. card.Tasks, .. card.Languages.Take(3).Select(Language.NameOf), card.License, card.Library]);
}
