namespace Planner.Catalog;

/// <summary>What a model store holds at a moment.</summary>
/// <param name="Store">Which store it is; a new file in the same place has another.</param>
/// <param name="Change">The number of its last change.</param>
public sealed record StoreStamp(string Store, long Change);
