namespace Planner.Inference.Local.Tables;

/// <summary>The place of a cell.</summary>
/// <param name="Row">The row under the header, 0-based.</param>
/// <param name="Column">The column, 0-based.</param>
public readonly record struct TableCoordinate(int Row, int Column);
