namespace Planner.Inference.Local.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Index">Position, 0-based.</param>
/// <param name="Name">The header as written; <c>Column 3</c> where the file gives none.</param>
/// <param name="Kind">What its cells hold.</param>
/// <param name="Unit">The currency or percent sign that its numbers carry (<c>€</c>, <c>EUR</c>, <c>%</c>), or empty.</param>
public sealed record TableColumn(int Index, string Name, ColumnKind Kind, string Unit);
