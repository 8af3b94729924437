namespace Planner.Catalog;

/// <summary>A card in the local store.</summary>
/// <param name="Card">The card.</param>
/// <param name="Origin">Where it came from.</param>
/// <param name="Modified">When the model last changed on the Hub; null when not known.</param>
public sealed record StoredModel(ModelCard Card, CardOrigin Origin, DateTimeOffset? Modified = null);
