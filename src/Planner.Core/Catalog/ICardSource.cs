namespace Planner.Catalog;

/// <summary>Cards that are in no catalog file: those of engines that describe themselves.</summary>
public interface ICardSource
{
    /// <summary>The cards; their tasks are ids of the taxonomy.</summary>
    IReadOnlyList<ModelCard> Cards { get; }
}
