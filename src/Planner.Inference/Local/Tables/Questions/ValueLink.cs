namespace Planner.Inference.Local.Tables;

/// <summary>Values of a column that words of the question name.</summary>
/// <param name="Column">The column.</param>
/// <param name="Values">The texts of the cells.</param>
/// <param name="Score">How well they name them, 0–1.</param>
internal sealed record ValueLink(TableColumn Column, IReadOnlySet<string> Values, double Score);
