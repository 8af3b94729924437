namespace Planner.Tools.Sql;

/// <summary>What a query gave.</summary>
/// <param name="Columns">The columns' names.</param>
/// <param name="Rows">The rows, a cell for each column.</param>
internal sealed record SqlRows(IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows);
