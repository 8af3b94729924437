namespace Planner.Catalog;

/// <summary>What became of a model in a store.</summary>
/// <param name="Change">The number of the change.</param>
/// <param name="Id">The model.</param>
/// <param name="Card">Its card; null: it was removed.</param>
public sealed record StoreChange(long Change, string Id, ModelCard? Card);
