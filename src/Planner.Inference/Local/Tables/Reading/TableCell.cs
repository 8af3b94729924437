namespace Planner.Inference.Local.Tables;

/// <summary>A cell: its text as written and, in a column of that kind, the number or date it states.</summary>
/// <param name="Text">The text, trimmed.</param>
/// <param name="Number">The number, where the column holds numbers and this cell one of them.</param>
/// <param name="Date">The date, where the column holds dates and this cell one of them.</param>
public readonly record struct TableCell(string Text, decimal? Number, DateOnly? Date);
