namespace Planner.Catalog;

/// <summary>Cards that are in no catalog file: those of engines that describe themselves, and those of the local store.</summary>
public interface ICardSource
{
    /// <summary>The cards; their tasks are ids of the taxonomy.</summary>
    IReadOnlyList<ModelCard> Cards { get; }

    /// <summary>Grows whenever <see cref="Cards"/> changes while the program runs; 0 for ever where it never does. Cheap to ask.</summary>
    long Version => 0;

    /// <summary>What was left out of <see cref="Cards"/>, each with what is wrong and the fix.</summary>
    IReadOnlyList<CatalogProblem> Problems => [];
}
