namespace Planner.Catalog;

/// <summary>Where a card of the local store came from.</summary>
public enum CardOrigin
{
    /// <summary>A sync with the Hub.</summary>
    Hub,

    /// <summary>A file that was imported.</summary>
    Import,

    /// <summary>The user, by hand.</summary>
    User,

    /// <summary>A sync that looked at a model whose card is shipped: only its state is taken from it.</summary>
    Shipped,
}
