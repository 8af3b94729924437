namespace Planner.Inference.Local.Tables;

/// <summary>What came of holding a text against a table.</summary>
/// <param name="Lines">One line a name, in the order of the text.</param>
/// <param name="NameColumn">The header of the column of names, or empty.</param>
/// <param name="AmountColumn">The header of the column of amounts, or empty.</param>
/// <param name="DateColumn">The header of the column of dates, or empty.</param>
/// <param name="Problem">Why they cannot be compared: what is missing and the fix; empty where they can.</param>
public sealed record Reconciliation(
    IReadOnlyList<ReconciliationLine> Lines, string NameColumn, string AmountColumn, string DateColumn, string Problem);
