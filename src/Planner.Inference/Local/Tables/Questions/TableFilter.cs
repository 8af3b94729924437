namespace Planner.Inference.Local.Tables;

/// <summary>A condition on a column. Conditions on one column that name values are alternatives; all others hold together.</summary>
/// <param name="Column">The column.</param>
/// <param name="Description">The condition as a person reads it, for example <c>region = North</c>.</param>
/// <param name="IsAlternative">Whether it names a value, so that another of its kind on the column widens it.</param>
/// <param name="Accepts">The condition.</param>
internal sealed record TableFilter(TableColumn Column, string Description, bool IsAlternative, Func<TableCell, bool> Accepts)
{
    /// <summary>The value as the question or the table names it, for an answer that names each value.</summary>
    public string Label { get; init; } = "";
}
