namespace Planner.Catalog.Import;

/// <summary>What a file of cards holds.</summary>
/// <param name="Cards">The cards that could be read.</param>
/// <param name="Problems">The lines that were left out, each with what is wrong and the fix.</param>
public sealed record ImportedFile(IReadOnlyList<ModelCard> Cards, IReadOnlyList<CatalogProblem> Problems);
