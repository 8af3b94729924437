namespace Planner.Inference.Local.Tables;

/// <summary>A column that words of the question name.</summary>
/// <param name="Column">The column.</param>
/// <param name="Score">How well they name it, 0–1.</param>
/// <param name="IsQuantity">Whether it holds numbers that measure something, not identifiers or years.</param>
internal sealed record ColumnLink(TableColumn Column, double Score, bool IsQuantity);
