namespace Planner.Inference.Local.Tables;

/// <summary>Rows that share a key.</summary>
/// <param name="Key">What they share.</param>
/// <param name="Rows">The rows, 0-based.</param>
internal sealed record RowGroup(string Key, int[] Rows);
