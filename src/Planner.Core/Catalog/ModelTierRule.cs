using System.Globalization;

namespace Planner.Catalog;

/// <summary>
/// The tier of a card that names none, read from the words in its id, as the Hub's authors use them: <c>nano</c>, <c>tiny</c>, <c>mini</c>,
/// <c>small</c>, <c>lite</c>, <c>distil…</c> are light; <c>large</c>, <c>xl</c>, <c>xxl</c>, <c>huge</c>, <c>giant</c> are strong; a size in
/// billions of parameters is light below <see cref="MediumFrom"/> and strong from <see cref="StrongFrom"/>; all else is medium.
/// </summary>
public static class ModelTierRule
{
    /// <summary>The least size of a medium model, in billions of parameters.</summary>
    public const double MediumFrom = 2;

    /// <summary>The least size of a strong model, in billions of parameters.</summary>
    public const double StrongFrom = 13;

    /// <summary>The card's own tier, or else the rule's.</summary>
    public static ModelTier Of(ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return card.Tier ?? FromId(card.Id);
    }

    /// <summary>The tier that an id's words say; <c>medium</c> when they say nothing.</summary>
    public static ModelTier FromId(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var words = id[(id.LastIndexOf('/') + 1)..].ToLowerInvariant().Split('-', '_', ':');
        foreach (var word in words)
        {
            if (word.EndsWith('b') && double.TryParse(word.AsSpan(0, word.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var billions))
            {
                return billions < MediumFrom ? ModelTier.Light : billions < StrongFrom ? ModelTier.Medium : ModelTier.Strong;
            }
        }

        if (words.Any(word => word is "nano" or "tiny" or "mini" or "small" or "lite" || word.StartsWith("distil", StringComparison.Ordinal)))
        {
            return ModelTier.Light;
        }

        return words.Any(word => word is "large" or "xl" or "xxl" or "huge" or "giant") ? ModelTier.Strong : ModelTier.Medium;
    }
}
